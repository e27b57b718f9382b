/**
 * The code and state WeChat's sign-in page put into the address (`/?code=…&state=…#/`), taken out of it: a code is
 * good once, and a reload or a copied link must not send it again. Undefined when there is none, and on weapp.
 */
export function takeReturnedCode(): { code: string; state: string } | undefined {
  if (process.env.TARO_ENV !== 'h5') return undefined
  const query = new URLSearchParams(window.location.search)
  const code = query.get('code')
  const state = query.get('state')
  if (!code || !state) return undefined
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.hash)
  return { code, state }
}
