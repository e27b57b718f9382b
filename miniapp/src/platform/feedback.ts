import Taro from '@tarojs/taro'
import { askInDialog, hideLine, type Question, showLine } from './dialog-h5'

/** A short notice that goes away by itself; nothing a person must not miss. */
export function toast(text: string): void {
  if (process.env.TARO_ENV === 'h5') showLine(text)
  else void Taro.showToast({ title: text, icon: 'none', duration: 2600 })
}

async function askInWechat(question: Question): Promise<boolean> {
  const { confirm } = await Taro.showModal({
    title: question.title,
    content: question.text ?? '',
    confirmText: question.yes,
    showCancel: question.no !== undefined,
    ...(question.no ? { cancelText: question.no } : {}),
    confirmColor: question.danger ? '#a8261c' : '#0b665f'
  })
  return confirm
}

// A choice, not an early return: webpack leaves out the other side's part of Taro (showModal: 24 kB) only for a choice.
const ask = (question: Question): Promise<boolean> =>
  process.env.TARO_ENV === 'h5' ? askInDialog(question) : askInWechat(question)

/** Asks for a decision; true = yes. WeChat shows at most four characters on a button. */
export const confirm = (question: {
  title: string
  text?: string
  yes?: string
  no?: string
  danger?: boolean
}): Promise<boolean> => ask({ ...question, yes: question.yes ?? '确定', no: question.no ?? '取消' })

/** Tells something the person has to acknowledge. */
export async function tell(title: string, text?: string): Promise<void> {
  await ask({ title, yes: '知道了', ...(text ? { text } : {}) })
}

/** Covers the screen with a waiting notice while the work runs; passes its outcome on. */
export async function whileWaiting<T>(text: string, work: Promise<T>): Promise<T> {
  if (process.env.TARO_ENV === 'h5') showLine(text)
  else void Taro.showLoading({ title: text, mask: true })
  try {
    return await work
  } finally {
    if (process.env.TARO_ENV === 'h5') hideLine()
    else Taro.hideLoading()
  }
}
