import type { Route } from '@shared/contract/route'
import Taro from '@tarojs/taro'
import { addressOf, callHeaders } from './call'
import { offlineError, replyError } from './call-error'

/**
 * A local address at which an Image can show a stored file of mine (a route whose response is 'file').
 * On H5 the cookie goes along by itself; WeChat's Image sends no header, so the file is fetched first.
 */
export async function storedFile(route: Route, params: Record<string, string>): Promise<string> {
  const address = addressOf(route, { params })
  if (process.env.TARO_ENV === 'h5') return address
  const reply = await Taro.downloadFile({ url: address, header: callHeaders() }).catch(() => {
    throw offlineError(false)
  })
  if (reply.statusCode !== 200) throw replyError(reply.statusCode, undefined, undefined)
  return reply.tempFilePath
}

/** Opens a stored file full screen: photos in the viewer, PDFs in WeChat's reader or a new browser tab. */
export async function openStoredFile(route: Route, params: Record<string, string>, type: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    window.open(addressOf(route, { params }), '_blank', 'noopener')
    return
  }
  const path = await storedFile(route, params)
  if (type === 'application/pdf') await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: true })
  else await Taro.previewImage({ urls: [path] })
}
