import { noticesRoutes } from '@shared/contract/notices'
import { PRIVACY, termsAt } from '@/addresses'
import { askSheet } from '@/kit/sheet/ask-sheet'
import { call } from '@/platform/call'
import { toast } from '@/platform/feedback'
import { currentAddress } from '@/platform/navigation'
import { signOut } from './session'

const QUIET = { signInAgain: false }

/** Whose terms are settled since the program started: sessions change often, the question is asked once. */
let settledFor: string | undefined

/**
 * Whoever has not agreed to the terms in force (first sign-in, or a new version) is asked. No signs them out again:
 * what is public stays open to them. Never rejects; without a network the question waits for the next start.
 */
export async function askTerms(citizenId: string): Promise<void> {
  if (settledFor === citizenId) return
  settledFor = citizenId
  try {
    const { items } = await call(noticesRoutes.listMyTerms, {}, QUIET)
    const open = items.filter(({ agreed }) => !agreed)
    if (open.length === 0) return
    // Reading them in a tab of their own (H5): the question waits where it came from.
    if (currentAddress().startsWith(PRIVACY)) {
      settledFor = undefined
      return
    }
    const agreed = await askSheet({
      title: '请先阅读并决定',
      text: '办事要用到您的个人信息。请阅读下面的内容，同意后继续。不同意会退出登录，不影响您看办事指南。',
      links: open.map(({ id, title }) => ({ label: `阅读《${title}》`, address: termsAt(id) })),
      yes: '同意',
      no: '不同意'
    })
    if (agreed)
      for (const { id, version } of open) await call(noticesRoutes.agreeToTerms, { body: { id, version } }, QUIET)
    else await refuse()
  } catch {
    settledFor = undefined
  }
}

async function refuse(): Promise<void> {
  settledFor = undefined
  if (await signOut()) toast('已退出登录，您可以继续看办事指南')
}
