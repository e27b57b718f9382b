import type { ReviewKind } from '@shared/contract/verification'
import { useState } from 'react'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { tell } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { usePageParams } from '@/platform/lifecycle'
import { goBack } from '@/platform/navigation'
import { LevelFirst } from '@/session/level-first'
import { withLevel } from '@/session/step-up'
import { askReview } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import { type Child, ChildForm } from '../../components/child-form'
import { type Paper, PaperForm } from '../../components/paper-form'

/** Hands a review in, once however often it is sent, and says what happens next. */
function useReview() {
  const { error, run } = useAct()
  const [key, setKey] = useState(freshKey)
  const submit = async (asked: (Paper | Child) & { kind: ReviewKind }) => {
    const sent = await run(
      () => withLevel(() => askReview(asked, key)),
      ({ code }) => {
        // mended and sent again: another request
        if (code !== 'offline' && code !== 'unavailable') setKey(freshKey())
        return false
      }
    )
    if (!sent) return
    await tell('已经提交', '工作人员核验后，会在“消息”里答复您，也可以在“我的身份”里看进展。')
    await goBack()
  }
  return { error, submit }
}

function Papers() {
  const { error, submit } = useReview()
  return (
    <>
      <Notice>没有居民身份证的，由工作人员查看证件照片后核验。照片加密保存，只有核验人员能看。</Notice>
      <PaperForm onSubmit={submit} />
      <ActError error={error} />
    </>
  )
}

function ChildReview() {
  const { error, submit } = useReview()
  return (
    <>
      <Notice>未满 14 周岁的孩子由监护人代办。核验监护关系后，您可以在“我的”里切换为孩子办事。</Notice>
      <ChildForm onSubmit={(child) => submit({ ...child, kind: 'guardian' })} />
      <ActError error={error} />
    </>
  )
}

/** 人工核验 of a paper, or 添加孩子. */
export default function ReviewPage() {
  const child = usePageParams().of === 'guardian'
  return (
    <Page title={child ? '添加孩子' : '人工核验'}>
      {child ? (
        <LevelFirst needed='real-name' why='添加孩子的监护人要先实名。'>
          <ChildReview />
        </LevelFirst>
      ) : (
        <LevelFirst needed='phone' why='核验结果要能通知到您，请先绑定手机号。'>
          <Papers />
        </LevelFirst>
      )}
    </Page>
  )
}
