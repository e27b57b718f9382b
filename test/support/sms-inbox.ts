import * as z from 'zod/mini'

const inbox = z.object({
  messages: z.array(z.object({ outId: z.string(), params: z.array(z.string()), text: z.string() }))
})

/** What lies on a phone of the sandbox, newest message first. */
export async function smsOn(sandboxUrl: string, phone: string) {
  const reply = await fetch(`${sandboxUrl}/sms/inbox?phone=${phone}`)
  return inbox.parse(await reply.json()).messages
}

/** The digits of the last code sent to a number; throws when there is none. */
export async function smsCodeOn(sandboxUrl: string, phone: string): Promise<string> {
  const code = (await smsOn(sandboxUrl, phone))[0]?.params[0]
  if (code === undefined) throw new Error(`no SMS on ${phone}`)
  return code
}
