import { Notice } from '@/kit/notice/notice'

/** Said while a submission has no answer: trying again is safe, because the same key goes out. */
export function UnknownOutcome() {
  return (
    <Notice tone='warn' title='请确认提交结果'>
      上一次提交还没有收到回应，可能已经成功。点“再试一次”确认结果，不会重复提交。
    </Notice>
  )
}
