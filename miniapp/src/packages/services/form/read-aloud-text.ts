import type { Field } from '@shared/contract/form'
import type { Screen } from './form-steps'

const sentence = (text: string): string => (/[。！？]$/.test(text) ? text : `${text}。`)

const HOW: Partial<Record<Field['kind'], string>> = {
  choice: '请选一项',
  choices: '可以选一项，也可以选几项',
  street: '请从列表里选一项',
  date: '请选日期',
  month: '请选年份和月份',
  upload: '请拍照或者选照片',
  signature: '请用手指签名，也可以输入姓名',
  agreement: '请听完下面的内容，同意就勾选'
}

/** One question as it is read aloud: what is asked, whether it must be answered, how, and what may be chosen. */
function questionAloud(field: Field): string {
  const asked = field.readAloud ?? [field.label, field.help ?? ''].filter(Boolean).map(sentence).join('')
  const options =
    field.kind === 'choice' || field.kind === 'choices'
      ? [`可以选：${field.options.map(({ label }) => label).join('，')}`]
      : []
  const how = HOW[field.kind]
  const must = field.required ? '这一项要填' : '这一项可以不填'
  const text = field.kind === 'agreement' ? [field.text] : []
  return [asked, must, ...(how ? [how] : []), ...options, ...text].map(sentence).join('')
}

/** What 长辈版 reads aloud on a screen; `step` counts from 1. */
export const readAloudText = (screen: Screen, step: number, steps: number): string =>
  screen.kind === 'review'
    ? '最后一步，核对。请看看填的内容对不对，没有问题就按下面的提交。'
    : `第 ${step} 题，共 ${steps} 题。${screen.fields.map(questionAloud).join('')}`
