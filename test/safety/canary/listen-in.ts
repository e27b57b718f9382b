import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'

interface Exchange {
  method: string
  url: string
  status: number
  headers: string
  body: string
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString() : ''

/** Hears every request that the product's server answers, and every one that it sends to a department. */
export function listenIn(port: number) {
  const heard: Exchange[] = []
  const sent: { url: string; headers: string }[] = []
  const onServer = (message: unknown) => {
    const { request, response } = Object(message)
    if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return
    if (request.socket.localPort !== port) return
    const parts: string[] = []
    const end = response.end.bind(response)
    const write = response.write.bind(response)
    response.write = (...given: unknown[]) => {
      parts.push(textOf(given[0]))
      return Reflect.apply(write, response, given)
    }
    response.end = (...given: unknown[]) => {
      parts.push(textOf(given[0]))
      heard.push({
        method: request.method ?? '',
        url: request.url ?? '',
        status: response.statusCode,
        headers: JSON.stringify(response.getHeaders()),
        body: parts.join('')
      })
      return Reflect.apply(end, response, given)
    }
  }
  const onClient = (message: unknown) => {
    const { request } = Object(message)
    if (!(request instanceof ClientRequest)) return
    sent.push({ url: request.path, headers: JSON.stringify(request.getHeaders()) })
  }
  subscribe('http.server.request.start', onServer)
  subscribe('http.client.request.start', onClient)
  return {
    heard,
    sent,
    stop: () => {
      unsubscribe('http.server.request.start', onServer)
      unsubscribe('http.client.request.start', onClient)
    }
  }
}
export type Heard = ReturnType<typeof listenIn>
