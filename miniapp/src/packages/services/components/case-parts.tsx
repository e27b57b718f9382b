import type { CaseDetail } from '@shared/contract/applications'
import { OFD } from '@shared/contract/uploads'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import { dayWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { type HandedOut, sendOn } from '@/platform/handed-out'
import { openCopy, openFile, takeFile } from '../api'
import { isFinal, momentWords, sizeWords, toneOf } from '../case/case-words'
import './case-parts.scss'

/** Name, state, promised day and numbers of a case. */
export function CaseHead({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <Card>
        <View className='sv-case__head'>
          <View className='sv-case__name'>{detail.serviceName}</View>
          <Tag tone={toneOf(detail)}>{detail.stateLabel}</Tag>
        </View>
        <View className='sv-case__department'>{detail.department}</View>
        {detail.promisedDay && !isFinal(detail.state) ? (
          <View className='sv-case__promise'>承诺 {dayWords(detail.promisedDay)} 前办结</View>
        ) : null}
        {detail.promiseNote && !isFinal(detail.state) ? (
          <View className='sv-case__note'>{detail.promiseNote}</View>
        ) : null}
      </Card>
      {detail.deliveryNote ? <Notice>{detail.deliveryNote}</Notice> : null}
    </>
  )
}

/** 办件编号 and 部门受理编号, for telephone and window; a department that works here gives no number of its own. */
export function CaseNumbers({ detail }: { detail: CaseDetail }) {
  return (
    <Card padded={false}>
      <Cell stacked label='办件编号' value={detail.number} />
      {detail.receiptNo && detail.receiptNo !== detail.number ? (
        <Cell stacked label='部门受理编号' value={detail.receiptNo} />
      ) : null}
      {detail.situation ? <Cell stacked label='办理情形' value={detail.situation.title} /> : null}
      {detail.situation?.materials.length ? (
        <Cell stacked label='这个情形要的材料' value={detail.situation.materials.join('、')} />
      ) : null}
      <Cell stacked label='提交时间' value={momentWords(detail.submittedAt)} />
      {detail.actedBy ? <Cell stacked label='提交人' value={detail.actedBy.label} /> : null}
    </Card>
  )
}

/** 办理结果 once the department has decided. */
export function CaseResult({ result }: Pick<CaseDetail, 'result'>) {
  if (!result) return null
  return (
    <>
      <Heading>办理结果</Heading>
      <Card padded={false}>
        <Cell stacked label='结果' value={result.revoked ? `${result.title}（已撤销）` : result.title} />
        {result.documentNo ? <Cell stacked label='文号' value={result.documentNo} /> : null}
        <Cell stacked label='出具时间' value={momentWords(result.issuedAt)} />
        {(result.files ?? []).map((file) => (
          <ResultFile key={file.id} file={file} />
        ))}
        {result.details.map(({ label, value }) => (
          <Cell key={label} stacked label={label} value={value} />
        ))}
      </Card>
      {result.detailsNote ? <Notice>{result.detailsNote}</Notice> : null}
    </>
  )
}

/** 办件副本: everything of the case as a PDF to keep or print. */
export function CopyOfCase({ caseId }: { caseId: string }) {
  const open = () => openCopy(caseId).catch((caught: unknown) => toast(asCallError(caught).message))
  return (
    <View className='sv-case__copy'>
      <Button kind='plain' onPress={open}>
        查看办件副本（PDF）
      </Button>
    </View>
  )
}

interface Stored {
  id: string
  name: string
  bytes: number
  type: string
}

const ResultFile = ({ file }: { file: Stored }) =>
  file.type === OFD ? <OfdCell file={file} /> : <FileCell label='结果文件' file={file} />

/** Neither WeChat nor a browser shows OFD: saved in a browser, on weapp sent to a chat by a second press. */
function OfdCell({ file }: { file: Stored }) {
  const [ready, setReady] = useState<HandedOut | null>(null)
  const take = async () => {
    const made = await takeFile(file)
    if (made.place === undefined) toast('已经保存到浏览器的下载里')
    else setReady(made)
  }
  const send = async (made: HandedOut) => {
    if (await sendOn(made)) toast('已经发送')
    setReady(null)
  }
  const press = () => void (ready ? send(ready) : take()).catch((caught: unknown) => toast(asCallError(caught).message))
  const note = ready ? '已经取到，再点一下发送到微信聊天' : `${sizeWords(file.bytes)}，OFD 版式文件，用 OFD 阅读器打开`
  return <Cell stacked label='结果文件' value={file.name} note={note} onPress={press} />
}

function FileCell({ label, file }: { label: string; file: Stored }) {
  const open = () => void openFile(file).catch((caught: unknown) => toast(asCallError(caught).message))
  return <Cell stacked label={label} value={file.name} note={sizeWords(file.bytes)} onPress={open} />
}

/** What was handed in, masked, and its files. */
export function HandedIn({ answers, files }: Pick<CaseDetail, 'answers' | 'files'>) {
  if (answers.length === 0 && files.length === 0) return null
  return (
    <>
      <Heading>我提交的内容</Heading>
      <Card padded={false}>
        {answers.map(({ label, value }) => (
          <Cell key={label} stacked label={label} value={value} />
        ))}
        {files.map((file) => (
          <FileCell key={file.id} label={file.label} file={file} />
        ))}
      </Card>
    </>
  )
}
