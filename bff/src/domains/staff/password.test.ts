import { randomBytes, scryptSync } from 'node:crypto'
import { makeSealer } from '../../platform/seal/sealer'
import { isOutdated, makePasswords } from './password'

const sealerOf = (indexKey: Buffer) =>
  makeSealer({ masterKeys: [{ id: 'k1', key: randomBytes(32) }], indexKey, algorithm: 'aes-256-gcm' })
const passwords = makePasswords(sealerOf(Buffer.alloc(32, 'index')))

it('a password is known again, in whatever form its characters were typed, and another one is not', async () => {
  const kept = await passwords.hash('café-ginkgo-47')
  expect(kept).toMatch(/^keyed\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(await passwords.isRight('cafe\u0301-ginkgo-47', kept)).toBe(true)
  expect(await passwords.isRight('cafe-ginkgo-47', kept)).toBe(false)
  expect(await passwords.hash('café-ginkgo-47')).not.toBe(kept)
})

it('where there is no password none is right, not even the one behind the stand-in', async () => {
  expect(await passwords.isRight('', null)).toBe(false)
})

it('whoever has the hash but not the key cannot try passwords', async () => {
  const kept = await passwords.hash('ginkgo-ferry-47')
  const elsewhere = makePasswords(sealerOf(Buffer.alloc(32, 'another')))
  expect(await elsewhere.isRight('ginkgo-ferry-47', kept)).toBe(false)
  expect(await elsewhere.isRight('ginkgo-ferry-47', kept.replace('keyed', 'scrypt'))).toBe(false)
})

it('a hash from before the key still counts, for its own password only, and is known as outdated', async () => {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync('ginkgo-ferry-47', salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 })
  const old = `scrypt$15$8$3$${salt.toString('base64url')}$${key.toString('base64url')}`
  expect(await passwords.isRight('ginkgo-ferry-47', old)).toBe(true)
  expect(await passwords.isRight('ginkgo-ferry-48', old)).toBe(false)
  expect(isOutdated(old)).toBe(true)
  expect(isOutdated(await passwords.hash('ginkgo-ferry-47'))).toBe(false)
})
