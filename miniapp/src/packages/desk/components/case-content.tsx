import { type DeskCaseDetail, REVEAL_REASONS, type RevealReason, revealReason } from '@shared/contract/desk-cases'
import { PHOTO_DOUBTS } from '@shared/contract/uploads'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { openDeskFile, revealDeskCase } from '../api'
import { DeskSelect } from './desk-input'
import { useAct } from './use-act'

const SCAN_WORDS = { clean: '', unscanned: '（未扫描病毒）', infected: '（发现病毒，已停用）' } as const

const REASONS = Object.entries(REVEAL_REASONS).map(([value, label]) => ({ value, label }))

/** What was handed in, masked; unmasked and with its materials for a reason the citizen reads. */
export function CaseContent({ detail }: { detail: DeskCaseDetail }) {
  const [reason, setReason] = useState<RevealReason | null>(null)
  const [revealed, setRevealed] = useState<DeskCaseDetail['answers'] | null>(null)
  const { run, error } = useAct()
  const reveal = () =>
    run(async () => {
      if (reason) setRevealed((await revealDeskCase(detail.id, reason)).answers)
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='case-content'>
      <h2 id='case-content'>申请内容</h2>
      <dl className='zj-desk__facts'>
        {(revealed ?? detail.answers).flatMap(({ field, label, value }) => {
          const source = detail.answers.find((one) => one.field === field)?.source
          return [
            <dt key={`t${field}`}>{label}</dt>,
            <dd key={`d${field}`}>
              {value}
              {source ? <div className='zj-desk__note'>{source}</div> : null}
            </dd>
          ]
        })}
      </dl>
      <div className='zj-desk__line'>
        <DeskSelect
          name='reason'
          label='查看完整信息和材料的原因'
          hint='每次查看都会记入申请人的“谁看过我的数据”。'
          value={reason ?? ''}
          onChange={(value) => {
            const known = revealReason.safeParse(value)
            setReason(known.success ? known.data : null)
          }}
          options={REASONS}
        />
        <Button kind='plain' narrow disabled={!reason || revealed !== null} onPress={reveal}>
          显示完整信息
        </Button>
      </div>
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      <div className='zj-desk__acts zj-desk__part'>
        {detail.files.map((file) => (
          <Button
            key={file.id}
            kind='plain'
            narrow
            disabled={!reason || file.scan === 'infected'}
            onPress={() => (reason ? openDeskFile(detail.id, file, reason) : undefined)}
          >
            查看{file.label}
            {SCAN_WORDS[file.scan]}
            {file.unclear ? `（照片可能看不清：${PHOTO_DOUBTS[file.unclear]}）` : ''}
            {file.validUntil ? `（申请人填写的有效期到 ${file.validUntil}）` : ''}
          </Button>
        ))}
      </div>
    </section>
  )
}
