import { encode } from 'uqr'

const SIDE = 200

/** A QR code drawn here: its content (a secret) never leaves the browser. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      role='img'
      aria-label={label}
      width={SIDE}
      height={SIDE}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering='crispEdges'
    >
      <rect width={size} height={size} fill='#fff' />
      <path d={path} fill='#000' />
    </svg>
  )
}
