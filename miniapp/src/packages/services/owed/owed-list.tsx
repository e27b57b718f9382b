import type { CaseDetail } from '@shared/contract/applications'
import type { OwedItem } from '@shared/contract/owed'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Tag, type Tone } from '@/kit/tag/tag'
import { type UploadedFile, UploadField } from '@/kit/upload-field/upload-field'
import { dayWords } from '@/kit/when/when'
import { tell, toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { fileAddress, uploadFile } from '../api'
import { reasonOf } from '../materials/material-words'
import { handInOwed } from './api'

const TONES: Record<OwedItem['state'], Tone> = {
  ...{ owed: 'warn', broken: 'bad', standing: 'plain', 'handed-in': 'good' },
  ...{ mended: 'good', revoked: 'bad' }
}

function noteOf({ kind, dueDay, state, promise }: OwedItem): string {
  if (kind === 'later' && dueDay) return `请在 ${dayWords(dueDay)} 前补交`
  return kind === 'pledge' && state === 'broken' && dueDay ? `请在 ${dayWords(dueDay)} 前整改` : (promise ?? '')
}

/** One material to come: photos, then handed in. */
function HandIn({ caseId, item, done }: { caseId: string; item: OwedItem; done: () => Promise<void> }) {
  const [files, setFiles] = useState<UploadedFile[]>([])
  const [key] = useState(freshKey)
  const handIn = async () => {
    try {
      await handInOwed(
        caseId,
        item.field,
        files.map(({ id }) => id),
        key
      )
      toast('已补交')
    } catch (caught) {
      await tell('没有补交成功', reasonOf(caught))
    }
    await done()
  }
  return (
    <Card>
      <UploadField
        name={`owed-${item.field}`}
        label={item.label}
        required
        files={files}
        onChange={setFiles}
        maxFiles={item.maxFiles}
        send={uploadFile}
        show={fileAddress}
      />
      <Button disabled={files.length === 0} onPress={handIn}>
        补交{item.label}
      </Button>
    </Card>
  )
}

/** 容缺后补 and 告知承诺: what a case was handed in without, until when it is owed, and how it stands. */
export function OwedList({ detail, done }: { detail: CaseDetail; done: () => Promise<void> }) {
  const { owed = [], state, id } = detail
  if (owed.length === 0) return null
  const ended = state === 'refused' || state === 'withdrawn'
  const open = owed.filter((item) => item.kind === 'later' && (item.state === 'owed' || item.state === 'broken'))
  return (
    <>
      <Heading>后补和承诺的材料</Heading>
      <Card padded={false}>
        {owed.map((item) => (
          <Cell
            key={item.field}
            label={item.label}
            value={<Tag tone={TONES[item.state]}>{item.stateLabel}</Tag>}
            note={noteOf(item)}
          />
        ))}
      </Card>
      {ended ? null : open.map((item) => <HandIn key={item.field} caseId={id} item={item} done={done} />)}
    </>
  )
}
