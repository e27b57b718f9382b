import { sm2KeyPair, sm2Sign, sm2Verify } from './sm2'
import { sm2SignAside, sm2VerifyAside } from './sm2-aside'

const ours = sm2KeyPair()
const message = Buffer.from('灵活就业参保')

it('signs and verifies on the thread exactly what the event loop would', async () => {
  const signature = await sm2SignAside(ours.privateKey, message)
  expect(sm2Verify(ours.publicKey, message, signature)).toBe(true)
  expect(await sm2VerifyAside(ours.publicKey, message, sm2Sign(ours.privateKey, message))).toBe(true)
  expect(await sm2VerifyAside(ours.publicKey.slice(2), message, signature.toUpperCase())).toBe(true)
})

it('GM/T 0003.5 appendix A holds on the thread too', async () => {
  const key =
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
  const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
  const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
  expect(await sm2VerifyAside(key, Buffer.from('message digest'), r + s)).toBe(true)
  expect(await sm2VerifyAside(key, Buffer.from('message digesT'), r + s)).toBe(false)
})

it('garbage is false, never an error, and the next question is answered', async () => {
  const good = await sm2SignAside(ours.privateKey, message)
  for (const bad of ['', 'zz', '0'.repeat(128), 'f'.repeat(128), good.slice(2)])
    expect(await sm2VerifyAside(ours.publicKey, message, bad)).toBe(false)
  expect(await sm2VerifyAside('04'.padEnd(130, '1'), message, good)).toBe(false)
  expect(await sm2VerifyAside(ours.publicKey, message, good)).toBe(true)
  await expect(sm2SignAside('not a key', message)).rejects.toThrow(/SM2/)
})

it('many questions at once come back to who asked', async () => {
  const messages = Array.from({ length: 40 }, (_, at) => Buffer.from(`message ${at}`))
  const signatures = await Promise.all(messages.map((one) => sm2SignAside(ours.privateKey, one)))
  expect(messages.map((one, at) => sm2Verify(ours.publicKey, one, signatures[at] ?? ''))).toEqual(
    messages.map(() => true)
  )
})
