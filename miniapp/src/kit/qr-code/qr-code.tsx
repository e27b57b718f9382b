import { Image, View } from '@tarojs/components'
import { encode } from 'uqr'
import { spoken } from '../spoken/spoken'
import './qr-code.scss'

/** A QR code drawn on the phone: its content goes to no server. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  if (process.env.TARO_ENV === 'h5') {
    return (
      <View className='zj-qr'>
        <svg
          role='img'
          aria-label={label}
          width='100%'
          height='100%'
          viewBox={`0 0 ${size} ${size}`}
          shapeRendering='crispEdges'
        >
          <rect width={size} height={size} fill='#fff' />
          <path d={path} fill='#000' />
        </svg>
      </View>
    )
  } else {
    const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size} ${size}'><rect width='${size}' height='${size}' fill='#fff'/><path d='${path}' fill='#000'/></svg>`
    return (
      <View className='zj-qr'>
        <Image
          className='zj-qr__image'
          src={`data:image/svg+xml,${encodeURIComponent(drawing)}`}
          {...spoken({ label })}
        />
      </View>
    )
  }
}
