/** Writes a signature r‖s (128 hex digits) as DER `SEQUENCE { r INTEGER, s INTEGER }` in hex (GB/T 35276). */
export function signatureToDer(raw: string): string {
  const body = derInteger(raw.slice(0, 64)) + derInteger(raw.slice(64))
  return `30${byteHex(body.length / 2)}${body}`
}

/** Reads a DER signature in hex as r‖s; undefined unless it is exactly the one DER form of two 256-bit numbers. */
export function signatureFromDer(der: string): string | undefined {
  const match = /^30([0-9a-f]{2})02([0-9a-f]{2})([0-9a-f]+)$/.exec(der)
  if (match === null) return undefined
  const rest = match[3] ?? ''
  const lengthOfR = Number.parseInt(match[2] ?? '', 16) * 2
  const r = rest.slice(0, lengthOfR)
  const s = rest.slice(lengthOfR + 4)
  const raw = fixedWidth(r) + fixedWidth(s)
  // Writing it again catches padding, wrong lengths and trailing bytes in one comparison.
  return raw.length === 128 && signatureToDer(raw) === der ? raw : undefined
}

function derInteger(fixed: string): string {
  const shortest = fixed.replace(/^(?:00)+(?=..)/, '')
  const signed = Number.parseInt(shortest.slice(0, 2), 16) > 0x7f ? `00${shortest}` : shortest
  return `02${byteHex(signed.length / 2)}${signed}`
}

function fixedWidth(integer: string): string {
  return integer.replace(/^00(?=.{64}$)/, '').padStart(64, '0')
}

function byteHex(value: number): string {
  return value.toString(16).padStart(2, '0')
}
