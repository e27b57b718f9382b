import { createHash } from 'node:crypto'

/** Bytes that give a value away, and which one. */
interface Needle {
  bytes: Buffer
  name: string
}

/** Base64 of the value wherever it begins in a longer text: the letters that do not depend on its neighbours. */
function insideBase64(value: Buffer, alphabet: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), value])
      .toString(alphabet)
      .replace(/=+$/, '')
    const first = Math.ceil((offset * 8) / 6)
    const whole = Math.floor(((offset + value.length) * 8) / 6)
    return text.slice(first, whole)
  })
}

const escaped = (value: string, upper: boolean) =>
  Array.from({ length: value.length }, (_, place) => {
    const hex = value.charCodeAt(place).toString(16).padStart(4, '0')
    return `\\u${upper ? hex.toUpperCase() : hex}`
  }).join('')

const partlyEscaped = (value: string) =>
  [...value].map((one) => (one.charCodeAt(0) < 128 ? one : escaped(one, false))).join('')

/** A number as people write it: in groups, by twos and by single digits. */
function spaced(value: string): string[] {
  if (!/^\d{11,19}[\dXx]?$/.test(value)) return []
  const groups = value.length === 11 ? /^(.{3})(.{4})(.*)$/ : /^(.{6})(.{8})(.*)$/
  const parts = value.match(groups)?.slice(1) ?? []
  return [[...value].join(' '), parts.join(' '), parts.join('-'), (value.match(/.{1,4}/g) ?? []).join(' ')]
}

/** Hashes without a key: a number is found again from them by trying all numbers. */
const hashes = (value: string) =>
  ['md5', 'sha1', 'sha256', 'sm3'].flatMap((kind) => {
    const hash = createHash(kind).update(value).digest()
    return [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url'), hash]
  })

function writings(value: string): (string | Buffer)[] {
  const bytes = Buffer.from(value)
  const url = encodeURIComponent(value)
  const lowerUrl = url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  return [
    ...[value, value.toUpperCase(), value.toLowerCase()],
    ...[url, lowerUrl, encodeURIComponent(url), url.replace(/%20/g, '+')],
    ...[escaped(value, false), escaped(value, true), partlyEscaped(value)],
    ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    ...insideBase64(bytes, 'base64'),
    ...insideBase64(bytes, 'base64url'),
    ...spaced(value),
    // bytes of UTF-8 read as Latin-1 and written again, UTF-16, HTML
    bytes.toString('latin1'),
    Buffer.from(value, 'utf16le'),
    value.replace(/./gu, (one) => `&#${one.codePointAt(0)};`)
  ]
}

const SHORTEST = 6

/** Looks for every value in every writing; gives how often each was found, by the name of the value. */
export function makeFinder(values: ReadonlyMap<string, string>, options = { hashes: true }) {
  const needles = new Map<number, Needle[]>()
  const begins = new Uint8Array(1 << 16)
  const known = new Set<string>()
  for (const [name, value] of values)
    for (const writing of [...writings(value), ...(options.hashes ? hashes(value) : [])]) {
      const bytes = Buffer.from(writing)
      const once = `${name} ${bytes.toString('latin1')}`
      if (bytes.length < SHORTEST || known.has(once)) continue
      known.add(once)
      const start = bytes.readUInt32LE(0)
      begins[start & 0xffff] = 1
      needles.set(start, [...(needles.get(start) ?? []), { bytes, name }])
    }
  return (place: string | Buffer): Map<string, number> => {
    const found = new Map<string, number>()
    const hay = Buffer.from(place)
    for (let at = 0; at + SHORTEST <= hay.length; at++) {
      const start = (hay[at] ?? 0) | ((hay[at + 1] ?? 0) << 8)
      if (begins[start] !== 1) continue
      for (const { bytes, name } of needles.get(hay.readUInt32LE(at)) ?? [])
        if (bytes.equals(hay.subarray(at, at + bytes.length))) found.set(name, (found.get(name) ?? 0) + 1)
    }
    return found
  }
}
