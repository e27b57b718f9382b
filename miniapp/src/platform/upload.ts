import { ERRORS } from '@shared/contract/errors'
import type { Reply, Route } from '@shared/contract/route'
import Taro from '@tarojs/taro'
import { addressOf, callHeaders, type Raw, readReply, renewSession } from './call'
import { asCallError, CallError, offlineError } from './call-error'
import type { PickedFile } from './pick-files'

/** Photos go over slow mobile networks. */
const TIMEOUT_MS = 120_000

type Progress = (percent: number) => void

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

async function sendFromPhone(address: string, picked: PickedFile, progress: Progress): Promise<Raw> {
  const task = Taro.uploadFile({
    url: address,
    filePath: picked.path ?? '',
    name: 'file',
    header: callHeaders(),
    timeout: TIMEOUT_MS
  })
  task.onProgressUpdate(({ progress: percent }) => progress(percent))
  try {
    const reply = await task
    return { ...reply, data: parsed(reply.data) }
  } catch (caught) {
    throw offlineError(/timeout/i.test(String(Object(caught).errMsg)))
  }
}

/** Taro's H5 uploadFile reads the file back through a blob: address, which a strict CSP forbids. */
function sendFromBrowser(address: string, picked: PickedFile, progress: Progress): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.timeout = TIMEOUT_MS
    for (const [name, value] of Object.entries(callHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? Math.round((loaded / total) * 100) : 0)
    request.onload = () =>
      resolve({
        statusCode: request.status,
        data: parsed(request.responseText),
        header: { 'x-request-id': request.getResponseHeader('x-request-id') }
      })
    request.onerror = () => reject(offlineError(false))
    request.ontimeout = () => reject(offlineError(true))
    const form = new FormData()
    if (picked.file) form.append('file', picked.file, picked.name)
    request.send(form)
  })
}

/**
 * Uploads one picked file as the multipart field `file` of an upload route; progress in whole percent.
 * Rejects with CallError; a file above the route's limit is refused before anything is sent.
 */
export async function upload<const R extends Route>(
  route: R,
  picked: PickedFile,
  {
    progress = () => undefined,
    signInAgain = true,
    params
  }: { progress?: Progress; signInAgain?: boolean; params?: Record<string, string> } = {}
): Promise<Reply<R>> {
  if (route.upload && picked.bytes > route.upload.maxBytes)
    throw new CallError({ code: 'file_too_large', status: 0, message: ERRORS.file_too_large.message })
  const send = process.env.TARO_ENV === 'h5' ? sendFromBrowser : sendFromPhone
  const raw = await send(addressOf(route, { params }), picked, progress)
  try {
    return readReply(route, raw)
  } catch (caught) {
    if (asCallError(caught).code === 'sign_in_required' && signInAgain && (await renewSession()))
      return upload(route, picked, { progress, signInAgain: false, ...(params ? { params } : {}) })
    throw caught
  }
}
