import type { Route } from '@shared/contract/route'
import Taro from '@tarojs/taro'
import { addressOf, callHeaders } from './call'
import { offlineError, replyError } from './call-error'

/** A temporary file of the phone. Rejects with CallError. */
export async function fetched(address: string): Promise<string> {
  const reply = await Taro.downloadFile({ url: address, header: callHeaders() }).catch(() => {
    throw offlineError(false)
  })
  if (reply.statusCode !== 200) throw replyError(reply.statusCode, undefined, undefined)
  return reply.tempFilePath
}

/**
 * A local address at which an Image can show a stored file of mine (a route whose response is 'file').
 * On H5 the cookie goes along by itself; WeChat's Image sends no header, so the file is fetched first.
 */
export async function storedFile(route: Route, params: Record<string, string>): Promise<string> {
  const address = addressOf(route, { params })
  return process.env.TARO_ENV === 'h5' ? address : fetched(address)
}

async function openInWechat(address: string, type: string): Promise<void> {
  const path = await fetched(address)
  if (type === 'application/pdf') await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: true })
  else await Taro.previewImage({ urls: [path] })
}

/** Opens a stored file full screen: photos in the viewer, PDFs in WeChat's reader or a new browser tab. */
export async function openStoredFile(
  route: Route,
  params: Record<string, string>,
  type: string,
  query?: Record<string, string>
): Promise<void> {
  const address = addressOf(route, { params, query })
  // both sides of an else: only then webpack leaves Taro's photo viewer (190 kB) out of H5
  if (process.env.TARO_ENV === 'h5') window.open(address, '_blank', 'noopener')
  else await openInWechat(address, type)
}
