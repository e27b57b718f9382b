import { asCallError } from './call-error'
import { freshKey } from './fresh-key'

/**
 * Idempotency keys for one act a person can repeat with other content. While no answer has come, the same content goes
 * out under the same key, so a lost reply never makes it happen twice; an answer (also a refusal) or other content ends it.
 */
export function makeSendKeys() {
  let open: { content: string; key: string } | null = null
  return {
    /** Rejects with what `send` rejects with. */
    sent: async <T>(body: object, send: (key: string) => Promise<T>): Promise<T> => {
      const content = JSON.stringify(body)
      const key = open?.content === content ? open.key : freshKey()
      open = { content, key }
      try {
        const reply = await send(key)
        open = null
        return reply
      } catch (caught) {
        const { status } = asCallError(caught)
        if (status >= 400 && status < 500) open = null
        throw caught
      }
    }
  }
}
