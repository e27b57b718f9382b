import { Canvas } from '@tarojs/components'
import { useRef } from 'react'
import { type Ink, inkInBrowser, inkInWechat } from '@/platform/ink'

export interface PadProps {
  id: string
  label: string
  /** the first stroke has begun, on this ink */
  onWritten: (ink: Ink) => void
  /** nobody can draw here */
  onNoInk: () => void
}

/** The surface a signature is written on. */
export function Pad({ id, label, onWritten, onNoInk }: PadProps) {
  const ink = useRef<Ink | null>(null)
  const writing = useRef(false)
  const begin = (got: Ink | null, x: number, y: number) => {
    if (!got) return onNoInk()
    ink.current = got
    writing.current = true
    got.start(x, y)
    onWritten(got)
  }
  const go = (x: number, y: number) => {
    if (writing.current) ink.current?.to(x, y)
  }
  const end = () => {
    writing.current = false
  }
  if (process.env.TARO_ENV === 'h5') {
    return (
      <canvas
        id={id}
        className='zj-signature__pad'
        aria-label={label}
        onPointerDown={({ currentTarget, pointerId, nativeEvent }) => {
          currentTarget.setPointerCapture?.(pointerId)
          begin(ink.current ?? inkInBrowser(currentTarget), nativeEvent.offsetX, nativeEvent.offsetY)
        }}
        onPointerMove={({ nativeEvent }) => go(nativeEvent.offsetX, nativeEvent.offsetY)}
        onPointerUp={end}
        onPointerCancel={end}
      />
    )
  } else {
    return (
      <Canvas
        id={id}
        canvasId={id}
        type='2d'
        className='zj-signature__pad'
        disableScroll
        onTouchStart={async ({ touches }) => {
          const [touch] = touches
          if (touch) begin(ink.current ?? (await inkInWechat(id)), touch.x, touch.y)
        }}
        onTouchMove={({ touches }) => {
          const [touch] = touches
          if (touch) go(touch.x, touch.y)
        }}
        onTouchEnd={end}
        onTouchCancel={end}
      />
    )
  }
}
