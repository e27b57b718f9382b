import Taro from '@tarojs/taro'
import type { PickedFile } from './pick-files'

/** A surface somebody writes on; places are CSS pixels from its upper left corner. */
export interface Ink {
  start: (x: number, y: number) => void
  to: (x: number, y: number) => void
  clear: () => void
  /** what was written, as a PNG on white */
  picture: () => Promise<PickedFile>
}

/** What both drawing contexts (browser, WeChat canvas 2d) can do. */
type Pen = Pick<
  CanvasRenderingContext2D,
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'strokeStyle'
  | 'fillStyle'
  | 'scale'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
>
interface Surface {
  width: number
  height: number
  getContext: (kind: '2d') => Pen | null
}

const NAME = '签名.png'

function inkOn(
  surface: Surface,
  size: { width: number; height: number; ratio: number },
  picture: Ink['picture']
): Ink | null {
  surface.width = size.width * size.ratio
  surface.height = size.height * size.ratio
  const pen = surface.getContext('2d')
  if (!pen) return null
  pen.scale(size.ratio, size.ratio)
  Object.assign(pen, {
    lineWidth: 3,
    lineCap: 'round',
    lineJoin: 'round',
    strokeStyle: '#17262b',
    fillStyle: '#ffffff'
  })
  const clear = () => pen.fillRect(0, 0, size.width, size.height)
  clear()
  return {
    start: (x, y) => {
      pen.beginPath()
      pen.moveTo(x, y)
      // a dot is a stroke too
      pen.lineTo(x + 0.1, y)
      pen.stroke()
    },
    to: (x, y) => {
      pen.lineTo(x, y)
      pen.stroke()
    },
    clear,
    picture
  }
}

/** Ink on a canvas of the page (H5); null where the browser cannot draw. */
export function inkInBrowser(canvas: HTMLCanvasElement): Ink | null {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight, ratio: window.devicePixelRatio || 1 }
  if (size.width === 0) return null
  return inkOn(canvas, size, async () => {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('the browser made no picture')
    const file = new File([blob], NAME, { type: 'image/png' })
    return { name: NAME, bytes: file.size, preview: '', file }
  })
}

/** Ink on WeChat's canvas with this id; null when it is not there. */
export function inkInWechat(id: string): Promise<Ink | null> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec((found: ({ node?: Surface; width: number; height: number } | null)[]) => {
        const [canvas] = found
        const node = canvas?.node
        if (!canvas || !node) return resolve(null)
        const size = { width: canvas.width, height: canvas.height, ratio: 2 }
        const picture = async () => {
          const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: node as never, fileType: 'png' })
          // a drawing is far below the limit, whatever its size
          return { name: NAME, bytes: 0, preview: tempFilePath, path: tempFilePath }
        }
        resolve(inkOn(node, size, picture))
      })
  })
}
