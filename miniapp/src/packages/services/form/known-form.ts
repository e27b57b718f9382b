import { form } from '@shared/contract/form'
import * as z from 'zod/mini'
import { CallError } from '@/platform/call-error'

/** A form of a newer server: with kinds of fields, conditions or rules this program does not know. */
const newerForm = z.object({
  steps: z.array(z.object({ fields: z.array(z.object({ kind: z.string() })) }))
})

/** Any form a server may send, now or later. */
export const anyForm = z.union([form, newerForm])

/** The form when this program can draw all of it; a form half drawn could never be handed in. Throws CallError. */
export function knownForm(read: z.output<typeof anyForm>): z.output<typeof form> {
  if ('serviceId' in read) return read
  throw new CallError({
    code: 'internal',
    status: 200,
    message: '这份申请表有新的填写方式，您用的版本还不支持。请关闭指尖办再打开，就会更新；着急的话也可以到窗口办理。'
  })
}
