/**
 * Dialogs and short notices on H5. Taro's own are drawn without role, focus or keyboard; the browser's <dialog> has
 * all three. Styled by app.scss (zj-dialog, zj-toast).
 */
export interface Question {
  title: string
  text?: string
  yes: string
  /** absent: there is nothing to decide, only to read */
  no?: string
  danger?: boolean
  /** to read before deciding; opened in a tab of their own, so that the question stays */
  links?: { label: string; href: string }[]
}

const element = (tag: string, className: string, text?: string): HTMLElement => {
  const made = document.createElement(tag)
  made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

/** Resolves to true for yes; Escape, the back key and `no` are all no. */
export function askInDialog(question: Question): Promise<boolean> {
  const dialog = document.createElement('dialog')
  dialog.className = 'zj-dialog'
  const title = element('h2', 'zj-dialog__title', question.title)
  title.id = 'zj-dialog-title'
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.append(title)
  if (question.text) dialog.append(element('p', 'zj-dialog__text', question.text))
  for (const { label, href } of question.links ?? []) {
    const link = element('a', 'zj-dialog__link', label)
    link.setAttribute('href', href)
    link.setAttribute('target', '_blank')
    dialog.append(link)
  }
  const acts = element('div', 'zj-dialog__acts')
  const act = (text: string, value: string, tone: string) => {
    const button = element('button', `zj-dialog__act zj-dialog__act--${tone}`, text)
    button.addEventListener('click', () => dialog.close(value))
    acts.append(button)
  }
  if (question.no) act(question.no, 'no', 'plain')
  act(question.yes, 'yes', question.danger ? 'danger' : 'primary')
  dialog.append(acts)
  document.body.append(dialog)
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes')
      dialog.remove()
    })
    dialog.showModal()
  })
}

const TOAST_MS = 2600
let toastTimer: ReturnType<typeof setTimeout> | undefined

/** One line at a time, read out by screen readers. */
export function showLine(text: string): void {
  let line = document.getElementById('zj-toast')
  if (!line) {
    line = element('div', 'zj-toast')
    line.id = 'zj-toast'
    line.setAttribute('role', 'status')
    document.body.append(line)
  }
  line.textContent = text
  line.hidden = false
  clearTimeout(toastTimer)
  toastTimer = setTimeout(hideLine, TOAST_MS)
}

export function hideLine(): void {
  const line = document.getElementById('zj-toast')
  if (!line) return
  line.hidden = true
  line.textContent = ''
}
