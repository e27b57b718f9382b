import type { Checked, Release } from '@shared/contract/content'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { confirm, toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { CONTENT, proposalAt } from '../../addresses'
import { BackLink } from '../../components/back-link'
import { CheckedText } from '../../components/checked-text'
import { DeskInput } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { TextEditor } from '../../components/text-editor'
import { useAct, wrongAt } from '../../components/use-act'
import {
  checkContent,
  exportContent,
  type Piece,
  propose,
  rollbackContent,
  showContent,
  showProposal
} from '../../content-api'
import { saveText } from '../../save-text'
import { minuteInWords } from '../../words'

export default function ContentItemPage() {
  const { kind = '', contentId = '', proposalId = '' } = usePageParams()
  return (
    <DeskPage title='编辑内容' roles={['editor', 'publisher']} place={CONTENT}>
      {(me) => <OnePiece piece={{ kind, contentId }} proposalId={proposalId} roles={me.roles} />}
    </DeskPage>
  )
}

interface OnePieceProps {
  piece: Piece
  proposalId: string
  roles: readonly string[]
}

/** The piece as it is published, with the text to go on with. */
async function opened(piece: Piece, proposalId: string) {
  const [shown, proposed] = await Promise.all([showContent(piece), proposalId ? showProposal(proposalId) : null])
  return { ...shown, text: proposed?.body ?? shown.body, reason: proposed?.proposal.reason ?? '' }
}
type Shown = Awaited<ReturnType<typeof opened>>

function OnePiece({ piece, proposalId, roles }: OnePieceProps) {
  const shown = useLoad(() => opened(piece, proposalId), [piece.kind, piece.contentId, proposalId])
  return (
    <>
      <BackLink to={CONTENT}>返回内容列表</BackLink>
      <StateView of={shown}>
        {(data) => (
          <>
            {roles.includes('editor') ? <Write key={data.inForce} piece={piece} shown={data} /> : null}
            {data.versions.length > 0 ? (
              <Versions piece={piece} shown={data} mayRollBack={roles.includes('publisher')} done={shown.reload} />
            ) : null}
          </>
        )}
      </StateView>
    </>
  )
}

function Write({ piece, shown }: { piece: Piece; shown: Shown }) {
  const [body, setBody] = useState(shown.text)
  const [reason, setReason] = useState(shown.reason)
  const [checked, setChecked] = useState<Checked>()
  const { run, error, fields } = useAct()
  const change = (text: string) => {
    setBody(text)
    setChecked(undefined)
  }
  const check = () => run(async () => setChecked(await checkContent(piece, body)))
  const send = () =>
    run(async () => {
      const sent = await propose(piece, { body, reason }, freshKey())
      toast('已送审')
      await replaceWith(proposalAt(sent.id))
    })
  return (
    <>
      <section className='zj-desk__panel' aria-labelledby='content-write'>
        <h2 id='content-write'>
          {piece.contentId}
          {shown.inForce ? `（现行第 ${shown.inForce} 版）` : '（新）'}
        </h2>
        <TextEditor
          name='body'
          label='内容（YAML）'
          required
          rows={24}
          value={body}
          onChange={change}
          {...wrongAt(fields, 'body')}
        />
        <DeskInput
          name='reason'
          label='修改原因'
          required
          value={reason}
          onChange={setReason}
          {...wrongAt(fields, 'reason')}
        />
        {error && Object.keys(fields).length === 0 ? <Notice tone='error'>{error.message}</Notice> : null}
        <div className='zj-desk__acts'>
          <Button kind='plain' narrow onPress={check}>
            检查和预览
          </Button>
          <Button narrow onPress={send}>
            送审
          </Button>
        </div>
      </section>
      {checked ? <CheckedText checked={checked} /> : null}
    </>
  )
}

interface VersionsProps {
  piece: Piece
  shown: Shown
  mayRollBack: boolean
  done: () => Promise<void>
}

function Versions({ piece, shown, mayRollBack, done }: VersionsProps) {
  const { run, error } = useAct()
  const save = (version: number) =>
    run(async () => {
      const { path, body } = await exportContent({ ...piece, version: String(version) })
      saveText(`${path.replace(/^.*\//, '').replace(/\.yaml$/, '')}.yaml`, body)
    })
  const rollBack = async (version: number) => {
    const sure = await confirm({
      title: `恢复第 ${version} 版？`,
      text: '会作为新的一版发布，一分钟内群众看到的就是它。',
      yes: '恢复'
    })
    if (!sure) return
    await run(async () => {
      const made = await rollbackContent(piece, { version, inForce: shown.inForce }, freshKey())
      if (!made) return
      toast(`已恢复，现行第 ${made.version} 版`)
      await done()
    })
  }
  const actsFor = ({ version }: Release) => (
    <div key='acts' className='zj-desk__acts'>
      <Button kind='plain' narrow label={`导出第 ${version} 版`} onPress={() => save(version)}>
        导出
      </Button>
      {mayRollBack && version !== shown.inForce ? (
        <Button kind='plain' narrow label={`恢复第 ${version} 版`} onPress={() => rollBack(version)}>
          恢复
        </Button>
      ) : null}
    </div>
  )
  return (
    <section className='zj-desk__panel' aria-labelledby='content-versions'>
      <h2 id='content-versions'>版本</h2>
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      <Table
        caption='已发布的版本'
        heads={['版本', '作者', '审核', '发布时间', '操作']}
        rows={shown.versions.map((one) => ({
          key: String(one.version),
          cells: [
            `第 ${one.version} 版${one.restores ? `（恢复第 ${one.restores} 版）` : ''}`,
            one.author,
            one.reviewer,
            minuteInWords(one.publishedAt),
            actsFor(one)
          ]
        }))}
      />
    </section>
  )
}
