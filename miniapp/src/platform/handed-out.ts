import type { Route } from '@shared/contract/route'
import Taro from '@tarojs/taro'
import { addressOf, fetchText } from './call'
import { offlineError, replyError } from './call-error'
import { fetched } from './stored-file'

/** A file made for the person to take away. `place` is its path on the phone (weapp), undefined in a browser. */
export interface HandedOut {
  name: string
  place: string | undefined
}

/** Into the browser's downloads. */
function saved(name: string, content: Blob): HandedOut {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  return { name, place: undefined }
}

/**
 * A stored file of mine that neither WeChat nor a browser can show (OFD), byte for byte under its own name. The name is
 * put on here: the server writes none into a header. Rejects with CallError.
 */
export async function handOutStored(route: Route, params: Record<string, string>, name: string): Promise<HandedOut> {
  const address = addressOf(route, { params })
  if (process.env.TARO_ENV !== 'h5') return { name, place: await fetched(address) }
  const reply = await fetch(address, { credentials: 'same-origin' }).catch(() => {
    throw offlineError(false)
  })
  if (!reply.ok) throw replyError(reply.status, undefined, undefined)
  return saved(name, await reply.blob())
}

/**
 * Fetches a text file of mine (a route whose response is 'file') and hands it out: in a browser as a download, on
 * weapp as a file that can be sent on with sendOn. Rejects with CallError.
 */
export async function handOut(route: Route, name: string, type: string): Promise<HandedOut> {
  const text = await fetchText(route)
  if (process.env.TARO_ENV === 'h5') return saved(name, new Blob([text], { type }))
  const place = `${Taro.env.USER_DATA_PATH}/${name}`
  Taro.getFileSystemManager().writeFileSync(place, text, 'utf8')
  return { name, place }
}

/**
 * Lets the person send the file to a chat (their own file transfer, say); must follow a press. The unsealed copy on
 * this phone is removed afterwards, whatever came of it. true = sent.
 */
export async function sendOn({ name, place }: HandedOut): Promise<boolean> {
  if (place === undefined) return false
  try {
    await Taro.shareFileMessage({ filePath: place, fileName: name })
    return true
  } catch {
    return false
  } finally {
    takeBack({ name, place })
  }
}

/** Removes the copy on this phone; nothing happens when there is none. */
export function takeBack({ place }: HandedOut): void {
  if (place === undefined) return
  try {
    Taro.getFileSystemManager().unlinkSync(place)
  } catch {
    // gone already
  }
}
