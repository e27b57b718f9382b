import { makeFinder } from './find-values'

const values = new Map([
  ['name', '鑫龘焱'],
  ['idNumber', '66999919890704773X'],
  ['mobile', '19957310481'],
  ['plate', '渝ZQ7K31'],
  ['bytes', 'CanaryFileBytes-QmX7731']
])
const find = makeFinder(values)
const utf8 = (text: string) => Buffer.from(text)

const WRITINGS: [string, (value: string) => string | Buffer][] = [
  ['plain', (value) => value],
  ['lower case', (value) => value.toLowerCase()],
  ['upper case', (value) => value.toUpperCase()],
  ['in an address', (value) => encodeURIComponent(value)],
  ['in an address, lower case', (value) => encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase())],
  ['in an address twice', (value) => encodeURIComponent(encodeURIComponent(value))],
  ['hex', (value) => utf8(value).toString('hex')],
  ['as JSON writes it for ASCII', (value) => [...value].map((one) => (one < '\x80' ? one : jsonCode(one))).join('')],
  ['UTF-16', (value) => Buffer.from(value, 'utf16le')],
  ['misread as Latin-1', (value) => utf8(value).toString('latin1')],
  ...[0, 1, 2, 3, 4].map((before): [string, (value: string) => string] => [
    `base64 after ${before} bytes`,
    (value) => utf8(`${'{"a":'.slice(0, before)}${value} and more`).toString('base64')
  ])
]
const jsonCode = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`

describe.each([...values])('the sweep finds a %s', (kind, value) => {
  it.each(WRITINGS)('%s', (_how, write) => {
    const written = write(value)
    const hay = Buffer.concat([Buffer.from('{"other":"things",'), Buffer.from(written), Buffer.from('"}')])
    expect(find(hay).get(kind)).toBeGreaterThan(0)
  })
})

it.each(['199 5731 0481', '199-5731-0481', '1 9 9 5 7 3 1 0 4 8 1', '1995 7310 481'])('a number as %s', (text) => {
  expect(find(`call ${text}`).get('mobile')).toBe(1)
})

it('finds the hash of a number that was hashed without a key', () => {
  expect(find(`index ${'sha256 of it is below'}`).size).toBe(0)
  const { createHash } = jest.requireActual('node:crypto')
  const hashed = createHash('sha256').update('19957310481').digest('base64url')
  expect(find(`index ${hashed}`).get('mobile')).toBe(1)
})

it('counts what is there twice, at the very end too, and finds nothing where there is nothing', () => {
  expect(find('19957310481,19957310481').get('mobile')).toBe(2)
  expect(find('1995731048').size).toBe(0)
  expect(find('').size).toBe(0)
})
