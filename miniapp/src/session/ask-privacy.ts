import { askSheet } from '@/kit/sheet/ask-sheet'
import { onPrivacyNeeded, openPrivacyContract } from '@/platform/privacy'

const BUTTON = 'agree-privacy'

/**
 * Asks for consent to 用户隐私保护指引 whenever WeChat wants it (weapp; once, at launch). After a no only what asked for
 * it fails; the next press asks again.
 */
export function followPrivacy(): void {
  onPrivacyNeeded((question) => {
    const asked = askSheet({
      title: '用户隐私保护指引',
      text: '选照片、使用手机号码等，需要您先同意《用户隐私保护指引》。不同意也可以继续使用其他功能。',
      links: [{ label: '查看《用户隐私保护指引》', open: () => void openPrivacyContract() }],
      yes: '同意',
      no: '不同意',
      privacyButtonId: BUTTON,
      shown: question.shown
    })
    void asked.then((yes) => (yes ? question.agree(BUTTON) : question.disagree()))
  })
}
