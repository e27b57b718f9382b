import type { LedgerEntry } from '@shared/contract/ledger'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { caseAt } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import { TextArea } from '@/kit/text-area/text-area'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { goTo } from '@/platform/navigation'
import { disputeRead } from '../api'
import { disputeProblem, readerKindWords } from '../ledger/by-day'
import './lines.scss'

const LONGEST_DISPUTE = 500

interface DisputeFormProps {
  entryId: string
  onDone: (entry: LedgerEntry) => void
  onCancel: () => void
}

function DisputeForm({ entryId, onDone, onCancel }: DisputeFormProps) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const key = useRef(freshKey())
  const send = async () => {
    const problem = disputeProblem(text)
    if (problem) {
      setWrong(problem)
      return
    }
    try {
      const renewed = await disputeRead(entryId, text.trim(), key.current)
      toast('已提交，会有工作人员核查')
      onDone(renewed)
    } catch (caught) {
      setWrong(asCallError(caught).message)
    }
  }
  return (
    <View className='tr-line__facts'>
      <TextArea
        name={`dispute-${entryId}`}
        label='您认为哪里不对'
        hint='区里的工作人员会核查这次查看，并在期限内答复您。'
        required
        value={text}
        maxLength={LONGEST_DISPUTE}
        error={wrong}
        onChange={(value) => {
          // another text is another act
          key.current = freshKey()
          setWrong('')
          setText(value)
        }}
      />
      <View className='tr-line__acts'>
        <Button narrow onPress={send}>
          提交异议
        </Button>
        <Button narrow kind='plain' onPress={onCancel}>
          取消
        </Button>
      </View>
    </View>
  )
}

function Dispute({ dispute }: { dispute: NonNullable<LedgerEntry['dispute']> }) {
  if (dispute.state === 'open')
    return <Notice tone='warn' title='异议核查中'>{`${instantWords(dispute.at)}提出，答复会发消息给您。`}</Notice>
  return <Notice title='异议已答复'>{dispute.answer ?? '核查已完成。'}</Notice>
}

/** One read of my data, with the way to dispute it. */
export function ReadCard({ entry, onRenewed }: { entry: LedgerEntry; onRenewed: (entry: LedgerEntry) => void }) {
  const [disputing, setDisputing] = useState(false)
  const { caseId } = entry
  return (
    <Card>
      <View className='tr-line__head'>
        <View className='tr-line__name'>{entry.reader.name}</View>
        <Tag>{readerKindWords(entry.reader)}</Tag>
      </View>
      <View className='tr-line__facts'>
        <View>用途：{entry.purpose}</View>
        <View>看了：{entry.fields.join('、')}</View>
        {entry.caseNumber ? <View>办件编号：{entry.caseNumber}</View> : null}
        <View className='tr-line__note'>
          {instantWords(entry.at)}，{entry.position === null ? '正在登记' : `登记序号 ${entry.position}`}
        </View>
      </View>
      {entry.dispute ? (
        <View className='tr-line__facts'>
          <Dispute dispute={entry.dispute} />
        </View>
      ) : null}
      {disputing ? (
        <DisputeForm
          entryId={entry.id}
          onCancel={() => setDisputing(false)}
          onDone={(renewed) => {
            setDisputing(false)
            onRenewed(renewed)
          }}
        />
      ) : (
        <View className='tr-line__acts'>
          {caseId ? (
            <Button
              narrow
              kind='plain'
              label={`查看办件${entry.caseNumber ?? ''}`}
              onPress={() => goTo(caseAt(caseId))}
            >
              查看办件
            </Button>
          ) : null}
          {entry.dispute ? null : (
            <Button
              narrow
              kind='plain'
              label={`对${entry.reader.name}的这次查看有异议`}
              onPress={() => setDisputing(true)}
            >
              有异议
            </Button>
          )}
        </View>
      )}
    </Card>
  )
}
