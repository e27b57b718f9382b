import { type HttpCall, type HttpHandler, type HttpReply, multipartBody } from './http-forward'
import type { HttpRecord, Phone } from './phone'
import { type AnyFunction, bytesOf, type Dict, dictOf, textOf } from './unknown-values'
import { runCall } from './wx-calls'
import type { PhoneFiles } from './wx-files'

/** What the net looks like from this phone. */
export type Net = {
  send: HttpHandler
  /** Origins the account may call (the domain list of mp.weixin.qq.com); undefined allows all. */
  allowedDomains: string[] | undefined
  isOnline: () => boolean
  /** Aborts when the session closes. */
  closing: AbortSignal
}

/** wx.request has no PATCH. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']
/** WeChat sends this with every request and lets nobody change it. */
const REFERER = 'https://servicewechat.com/touristappid/devtools/page-frame.html'
const MOST_IN_FLIGHT = 10
const DEFAULT_TIMEOUT_MS = 60_000

/** Lets ten tasks run at once; the others wait for their turn. */
const makeGate = () => {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= MOST_IN_FLIGHT) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}

const lowerCased = (header: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(dictOf(header)).map(([name, value]) => [name.toLowerCase(), textOf(value)]))

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : textOf(value))

const textFields = (data: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(dictOf(data)).map(([name, value]) => [name, asText(value)]))

const formBody = (data: unknown): string => new URLSearchParams(textFields(data)).toString()

const plainBody = (data: unknown): string | Buffer | undefined =>
  data === undefined || typeof data === 'string' ? data : (bytesOf(data) ?? JSON.stringify(data))

/** GET puts data into the query; others send it as JSON, as a form, or as it is (text, bytes). */
const requestCall = (args: Dict): HttpCall => {
  const method = textOf(args.method || 'GET').toUpperCase()
  const header = { 'content-type': 'application/json', ...lowerCased(args.header) }
  const { data } = args
  const url = new URL(textOf(args.url))
  if (method === 'GET') {
    for (const [name, value] of Object.entries(dictOf(data))) url.searchParams.append(name, asText(value))
    return { method, url: url.href, header, body: undefined }
  }
  const form = header['content-type'].includes('x-www-form-urlencoded') && typeof data === 'object'
  return { method, url: url.href, header, body: form ? formBody(data) : plainBody(data) }
}

/** dataType 'json' (the default) is parsed when it can be; responseType 'arraybuffer' gives bytes. */
const replyData = (data: unknown, { dataType = 'json', responseType }: Dict): unknown => {
  const bytes = bytesOf(data)
  if (responseType === 'arraybuffer') return bytes ?? Buffer.from(JSON.stringify(data))
  if (!bytes) return dataType === 'json' ? data : JSON.stringify(data)
  const text = bytes.toString('utf8')
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** wx.request, wx.uploadFile and wx.downloadFile over `net`, each returning its task object. */
export const makeNetwork = (phone: Phone, net: Net, files: PhoneFiles): Record<string, AnyFunction> => {
  const exchange = async (name: string, call: HttpCall, args: Dict, aborted: AbortSignal): Promise<HttpReply> => {
    const { origin } = new URL(call.url)
    if (net.allowedDomains && !net.allowedDomains.includes(origin)) throw new Error(`url not in domain list: ${origin}`)
    if (!net.isOnline()) throw new Error('errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED')
    const record: HttpRecord = call
    phone.observed.requests.push(record)
    const limitMs = Number(args.timeout ?? dictOf(phone.config.json.networkTimeout)[name] ?? DEFAULT_TIMEOUT_MS)
    const timeUp = AbortSignal.timeout(limitMs)
    const signal = AbortSignal.any([aborted, net.closing, timeUp])
    const stopped = new Promise<never>((_, reject) => {
      const stop = () => reject(new Error(timeUp.aborted ? 'timeout' : 'abort'))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
    })
    const send = async () => net.send({ ...call, header: { ...call.header, referer: REFERER } }, signal)
    const reply = await Promise.race([send(), stopped])
    record.statusCode = reply.statusCode
    return reply
  }

  const request = async (args: Dict, signal: AbortSignal) => {
    if (!/^https?:\/\//.test(textOf(args.url))) throw new Error(`invalid url "${textOf(args.url)}"`)
    const call = requestCall(args)
    if (!METHODS.includes(call.method)) throw new Error(`parameter error: method ${call.method} does not exist`)
    const { statusCode, header = {}, cookies = [], data } = await exchange('request', call, args, signal)
    return { statusCode, header, cookies, data: replyData(data, args) }
  }
  const uploadFile = async (args: Dict, signal: AbortSignal) => {
    const filePath = textOf(args.filePath)
    const fields = textFields(args.formData)
    const { contentType, body } = multipartBody(fields, {
      field: textOf(args.name),
      filePath,
      bytes: files.read(filePath)
    })
    const header = { ...lowerCased(args.header), 'content-type': contentType }
    const call = { method: 'POST', url: textOf(args.url), header, body }
    const { statusCode, header: replyHeader = {}, data } = await exchange('uploadFile', call, args, signal)
    return { statusCode, header: replyHeader, data: replyData(data, { dataType: 'text' }) }
  }
  const downloadFile = async (args: Dict, signal: AbortSignal) => {
    const call = { method: 'GET', url: textOf(args.url), header: lowerCased(args.header), body: undefined }
    const { statusCode, header = {}, data } = await exchange('downloadFile', call, args, signal)
    const bytes = bytesOf(data) ?? Buffer.from(JSON.stringify(data))
    if (args.filePath) {
      files.write(textOf(args.filePath), bytes)
      return { statusCode, header, filePath: args.filePath }
    }
    const name = new URL(call.url).pathname.split('/').at(-1) || 'download'
    return { statusCode, header, tempFilePath: files.add({ name, bytes }) }
  }

  const task = (name: string, work: (args: Dict, signal: AbortSignal) => Promise<unknown>): AnyFunction => {
    const gate = makeGate()
    return (options) => {
      const args = dictOf(options)
      const abort = new AbortController()
      phone.observed.calls.push({ name, args })
      runCall(phone, name, () => gate(() => work(args, abort.signal)), args)
      const ignored = () => undefined
      return {
        abort: () => abort.abort(),
        onHeadersReceived: ignored,
        offHeadersReceived: ignored,
        onProgressUpdate: ignored,
        offProgressUpdate: ignored
      }
    }
  }
  return {
    request: task('request', request),
    uploadFile: task('uploadFile', uploadFile),
    downloadFile: task('downloadFile', downloadFile)
  }
}
