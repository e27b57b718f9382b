import type { Mandate } from '@shared/contract/mandates'
import { asCallError } from '@/platform/call-error'
import { confirm, tell, toast } from '@/platform/feedback'
import { revokeMandate, withdrawInvitation } from '../api'

/** Asks first and tells what came of it; true when the act is done (also when it had been done before). */
async function endAfterAsking(asked: {
  title: string
  text: string
  yes: string
  act: () => Promise<unknown>
  done: string
}): Promise<boolean> {
  if (!(await confirm({ title: asked.title, text: asked.text, yes: asked.yes, danger: true }))) return false
  try {
    await asked.act()
    toast(asked.done)
    return true
  } catch (caught) {
    const error = asCallError(caught)
    await tell('没有办成', error.message)
    // Somebody else was faster: the list is out of date.
    return error.code === 'not_found' || error.code === 'conflict'
  }
}

/** Ends what somebody may do for me or my enterprise, at once. */
export const dismiss = ({ id, holder, kind }: Mandate): Promise<boolean> =>
  endAfterAsking({
    title: kind === 'agent' ? `解除经办人${holder}？` : `收回给${holder}的代办授权？`,
    text: '立即生效，对方马上不能再办。已经办完的事不受影响。',
    yes: kind === 'agent' ? '解除' : '收回',
    act: () => revokeMandate(id),
    done: kind === 'agent' ? '已解除' : '已收回'
  })

/** Ends what I may do for somebody else. */
export const leaveMandate = (mandateId: string, owner: string): Promise<boolean> =>
  endAfterAsking({
    title: `不再替${owner}办事？`,
    text: '立即生效。以后要再办，需要对方重新邀请。',
    yes: '不再办',
    act: () => revokeMandate(mandateId),
    done: '已解除'
  })

/** Takes an invitation back that nobody has accepted. */
export const withdraw = (code: string): Promise<boolean> =>
  endAfterAsking({
    title: '撤回这个邀请？',
    text: '撤回后邀请码立即失效。',
    yes: '撤回',
    act: () => withdrawInvitation(code),
    done: '已撤回'
  })
