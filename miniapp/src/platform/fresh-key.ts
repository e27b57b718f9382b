/** A name nobody used before, 24 url-safe characters; for request ids and Idempotency-Keys, not for secrets. */
export function freshKey(): string {
  const random = () => Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  return `${Date.now().toString(36).padStart(8, '0').slice(-8)}${random()}${random()}`
}
