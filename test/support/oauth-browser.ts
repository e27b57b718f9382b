import { identityRoutes } from '@shared/contract/identity'
import * as z from 'zod/mini'
import type { TestProduct } from './start-product'

const started = z.object({ url: z.string() })

/** A browser that signs in by the 公众号: keeps its cookies, and goes to WeChat's page (the sandbox's) and back. */
export function makeBrowser(product: TestProduct) {
  const cookies = new Map<string, string>()
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(`${product.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: product.url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers
      },
      body: JSON.stringify(body)
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return {
      status: reply.status,
      body: JSON.parse(await reply.text()),
      retryAfter: Number(reply.headers.get('retry-after') ?? 0)
    }
  }
  return {
    cookies,
    post,
    get: async (path: string) => {
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
      const reply = await fetch(`${product.url}${path}`, { headers })
      return { status: reply.status, body: JSON.parse(await reply.text()) }
    },
    /** The address of WeChat's page. */
    begin: async (returnTo = '/pages/home/index') =>
      started.parse((await post(identityRoutes.startOfficialAccountSignIn.path, { returnTo })).body).url,
    /** Picks a person on that page; code and state as WeChat appends them to our address. */
    choose: async (url: string, person: string) => {
      const reply = await fetch(url, { method: 'POST', body: new URLSearchParams({ person }), redirect: 'manual' })
      const back = new URL(reply.headers.get('location') ?? '', url)
      return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '', back }
    },
    finish: ({ code, state }: { code: string; state: string }) =>
      post(identityRoutes.finishOfficialAccountSignIn.path, { code, state })
  }
}
