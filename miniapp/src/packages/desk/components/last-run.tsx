import type { PlatformRun } from '@shared/contract/platform-desk'
import { Notice } from '@/kit/notice/notice'
import { minuteInWords } from '../words'

/** When the platform was last asked, and what came of it. */
export function LastRun({ run, every }: { run: PlatformRun | null; every: string }) {
  if (!run) return <Notice>还没有核对过。系统{every}自动核对。</Notice>
  if (run.outcome === 'unavailable')
    return (
      <Notice tone='warn' title={`${minuteInWords(run.at)} 渝快办没有应答`}>
        下面是之前的情况。系统{every}会再试。
      </Notice>
    )
  return (
    <p className='zj-desk__count'>
      最近核对：{minuteInWords(run.at)}，{every}自动核对
    </p>
  )
}
