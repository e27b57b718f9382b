import { subject as anySubject, type Subject } from '@shared/contract/guide'
import type { ServiceVerdicts } from '@shared/contract/service-check'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { guideOf } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Card } from '@/kit/card/card'
import { Chips } from '@/kit/chips/chips'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { goTo } from '@/platform/navigation'
import { judgeServices, listFacts } from '../../check/api'
import type { AskedFact } from '../../check/fact-value'
import { useAsking } from '../../check/use-asking'
import { Answered } from '../../components/answered'
import { CheckQuestion } from '../../components/check-question'
import { Suited } from '../../components/suited'
import './index.scss'

interface Start {
  subject: Subject
  facts: ReadonlyMap<string, AskedFact>
  verdicts: ServiceVerdicts
}

const SUBJECTS = [
  { value: '个人', label: '我自己办' },
  { value: '法人', label: '替企业办' }
]

const load = async (subject: Subject): Promise<Start> => {
  const [facts, verdicts] = await Promise.all([listFacts(), judgeServices(subject, {})])
  return { subject, facts, verdicts }
}

function Questions({ subject, facts, verdicts }: Start) {
  const { reply, told, unknown, asked, error, ...acts } = useAsking({
    ...{ facts, first: verdicts },
    judge: (all) => judgeServices(subject, all),
    openOf: ({ ask }) => ask
  })
  return (
    <>
      {asked ? (
        <CheckQuestion
          key={asked.name}
          fact={asked}
          value={told[asked.name]}
          error={error}
          onAnswer={(value) => acts.answer(asked.name, value)}
          onUnknown={() => acts.leaveOpen(asked.name)}
        />
      ) : null}
      <Suited items={reply.items} onOpen={(id) => void goTo(guideOf(id))} />
      <Answered {...{ facts, told, unknown }} questions={[...Object.keys(told), ...unknown]} onChange={acts.change} />
      <HelpLine />
    </>
  )
}

/** 我能办什么: a few questions, and of every item whether one qualifies; without signing in, nothing is kept. */
export default function SuitedPage() {
  const [subject, setSubject] = useState<Subject>('个人')
  const start = useLoad(() => load(subject), [subject])
  return (
    <Page title='我能办什么'>
      <Card>
        <Heading>回答几个问题，看看能办哪些事</Heading>
        不用登录，回答不会保存。结论按公布的条件得出，最后以部门审查为准。
      </Card>
      <View className='sv-suited__who'>
        <Chips
          label='给谁办'
          options={SUBJECTS}
          value={subject}
          onChange={(value) => {
            const chosen = anySubject.safeParse(value)
            if (chosen.success) setSubject(chosen.data)
          }}
        />
      </View>
      <StateView
        of={start}
        skeleton='page'
        isEmpty={({ verdicts }) => verdicts.items.length === 0}
        empty={{ icon: 'search', title: '还没有可以判断的事项', note: '可以在“办事”里按名称找。' }}
      >
        {(data) => <Questions key={data.subject} {...data} />}
      </StateView>
    </Page>
  )
}
