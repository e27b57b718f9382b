import { useEffect, useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { asCallError } from '@/platform/call-error'
import { useHidden, useShown } from '@/platform/lifecycle'
import { useWatched } from '@/platform/watched'
import { type CodeQuestion, codeQuestion } from '../ask-code'
import { CodeInput } from './desk-input'

/** Asks for a code of the second factor before a sensitive act, over whatever page is open. */
export function CodeDialog() {
  const question = useWatched(codeQuestion)
  // pages behind this one are still there, and a dialog opened in one of them would lock the screen unseen
  const [inFront, setInFront] = useState(true)
  useShown(() => setInFront(true))
  useHidden(() => setInFront(false))
  return question && inFront ? <Asked question={question} /> : null
}

function Asked({ question }: { question: CodeQuestion }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<string>()
  useEffect(() => dialog.current?.showModal(), [])
  const send = async () => {
    try {
      await question.judge(code)
    } catch (caught) {
      const error = asCallError(caught)
      setWrong(error.code === 'code_wrong' ? '动态码不对或已经用过，请等下一个再试。' : error.message)
      return
    }
    question.settle(true)
  }
  return (
    <dialog ref={dialog} className='zj-dialog' aria-labelledby='desk-code-title' onClose={() => question.settle(false)}>
      <h2 className='zj-dialog__title' id='desk-code-title'>
        请再验证一次
      </h2>
      <CodeInput name='desk-code' value={code} onChange={setCode} {...(wrong ? { error: wrong } : {})} />
      <div className='zj-dialog__acts'>
        <Button kind='plain' onPress={() => question.settle(false)}>
          取消
        </Button>
        <Button onPress={send}>验证</Button>
      </div>
    </dialog>
  )
}
