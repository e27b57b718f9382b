import type { DeskOpinion } from '@shared/contract/desk-opinions'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Press } from '@/kit/press/press'
import { StateView } from '@/kit/state-view/state-view'
import { TextArea } from '@/kit/text-area/text-area'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { answerOpinion, listOpinions, showOpinion } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { Toggle } from '../../components/toggle'
import { useAct, wrongAt } from '../../components/use-act'
import { dayInWords, minuteInWords } from '../../words'

export default function OpinionsPage() {
  return (
    <DeskPage title='会办' roles={['clerk', 'reviewer', 'head']}>
      {() => <Asked />}
    </DeskPage>
  )
}

/** What other departments ask: the earliest day first, one opened at a time. */
function Asked() {
  const [view, setView] = useState<'open' | 'answered'>('open')
  const [chosen, setChosen] = useState('')
  const asked = useLoad(() => listOpinions(view), [view])
  const look = (next: 'open' | 'answered') => {
    setView(next)
    setChosen('')
  }
  return (
    <>
      <fieldset className='zj-desk__views' aria-label='看哪些会办'>
        <Toggle title='待答复' on={view === 'open'} onPress={() => look('open')} />
        <Toggle title='已答复' on={view === 'answered'} onPress={() => look('answered')} />
      </fieldset>
      <StateView
        of={asked}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '没有这样的会办', note: '别的部门征求意见时，会列在“待答复”里。' }}
      >
        {(data) => (
          <Table
            caption='会办'
            heads={['办件', '谁问的', '什么时候', '期限']}
            rows={data.items.map((line) => ({
              key: line.id,
              cells: [
                <Press key='open' className='zj-desk__link' role='link' onPress={() => setChosen(line.id)}>
                  {`${line.serviceName} ${line.caseNumber}`}
                </Press>,
                line.askedBy,
                minuteInWords(line.askedAt),
                line.late ? `${dayInWords(line.dueDay)}，已超期` : dayInWords(line.dueDay)
              ]
            }))}
          />
        )}
      </StateView>
      {chosen ? <One key={chosen} opinionId={chosen} answered={asked.reload} /> : null}
    </>
  )
}

function One({ opinionId, answered }: { opinionId: string; answered: () => Promise<void> }) {
  const loaded = useLoad(() => showOpinion(opinionId), [opinionId])
  const done = async () => {
    await loaded.reload()
    await answered()
  }
  return <StateView of={loaded}>{(opinion) => <Question opinion={opinion} done={done} />}</StateView>
}

function Question({ opinion, done }: { opinion: DeskOpinion; done: () => Promise<void> }) {
  return (
    <section className='zj-desk__panel' aria-labelledby='opinion'>
      <h2 id='opinion'>{opinion.askedBy}征求意见</h2>
      <p>{opinion.question}</p>
      {opinion.answer ? (
        <p className='zj-desk__note'>
          {`${minuteInWords(opinion.answer.at)} 已答复：${opinion.answer.agrees ? '同意' : '不同意'}。${opinion.answer.words}`}
        </p>
      ) : (
        <AnswerForm opinionId={opinion.id} done={done} />
      )}
    </section>
  )
}

function AnswerForm({ opinionId, done }: { opinionId: string; done: () => Promise<void> }) {
  const [agrees, setAgrees] = useState<boolean | null>(null)
  const [words, setWords] = useState('')
  const [key] = useState(freshKey)
  const { run, error, fields } = useAct()
  const send = () =>
    run(async () => {
      if (agrees === null) return
      await answerOpinion(opinionId, { agrees, words }, key)
      toast('已答复')
      await done()
    })
  return (
    <div className='zj-desk__part'>
      <div className='zj-desk__acts zj-desk__part'>
        <Toggle title='同意' on={agrees === true} onPress={() => setAgrees(true)} />
        <Toggle title='不同意' on={agrees === false} onPress={() => setAgrees(false)} />
      </div>
      <TextArea
        name='words'
        label='意见'
        hint='会告诉承办部门。'
        required
        value={words}
        onChange={setWords}
        maxLength={500}
        {...wrongAt(fields, 'words')}
      />
      {error && !fields.words ? <Notice tone='error'>{error.message}</Notice> : null}
      <Button narrow disabled={agrees === null || words.trim().length < 2} onPress={send}>
        答复
      </Button>
    </div>
  )
}
