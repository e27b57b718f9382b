import { type ConsultAnswer, HOTLINE_NUMBER, QUESTION_MAX } from '@shared/contract/consult'
import { slug } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { writeAbout } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { TextArea } from '@/kit/text-area/text-area'
import { asCallError } from '@/platform/call-error'
import { usePageParams } from '@/platform/lifecycle'
import { dial, goTo } from '@/platform/navigation'
import { plainParameter } from '@/platform/plain-parameter'
import { askQuestion } from '../../api'
import '../../components/consult.scss'
import { QuotedAnswer } from '../../components/quoted-answer'

type Outcome = { kind: 'answered'; question: string; answers: ConsultAnswer[] } | { kind: 'failed'; message: string }

/** The people at the hotline answer what is published nowhere. */
const Hotline = ({ serviceId }: { serviceId: string | undefined }) => (
  <View className='co-acts'>
    <Button kind='plain' narrow onPress={() => dial(HOTLINE_NUMBER)}>
      拨打 {HOTLINE_NUMBER}
    </Button>
    <Button
      kind='plain'
      narrow
      onPress={() => goTo(writeAbout(serviceId ? { kind: 'service', id: serviceId } : undefined))}
    >
      写给 {HOTLINE_NUMBER}
    </Button>
  </View>
)

function Shown({ outcome, serviceId }: { outcome: Outcome; serviceId: string | undefined }) {
  if (outcome.kind === 'failed') return <Notice tone='error'>{outcome.message}</Notice>
  const { answers, question } = outcome
  if (answers.length === 0)
    return (
      <Notice tone='warn' title='没有找到答案'>
        办事指南里没有写“{question}”。可以换个说法再问，或者打 {HOTLINE_NUMBER} 热线问。
        <Hotline serviceId={serviceId} />
      </Notice>
    )
  return (
    <>
      <Heading>指南里这样写</Heading>
      {answers.map((answer) => (
        <QuotedAnswer key={answer.about.id} answer={answer} />
      ))}
      <Heading level={3}>不是您要问的？</Heading>
      <Hotline serviceId={serviceId} />
    </>
  )
}

/** 咨询: a question in plain words, answered with the lines of the guides; what nothing answers goes to the hotline. */
export default function AskPage() {
  const params = usePageParams()
  const serviceId = slug.safeParse(params.serviceId).data
  const [question, setQuestion] = useState(() => plainParameter(params.question).slice(0, QUESTION_MAX))
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const ask = async () => {
    const asked = question.trim()
    try {
      setOutcome({ kind: 'answered', question: asked, answers: await askQuestion(asked, serviceId) })
    } catch (caught) {
      setOutcome({ kind: 'failed', message: asCallError(caught).message })
    }
  }
  // looked for elsewhere and not found: it is asked at once
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the words the page came with
  useEffect(() => {
    if (question.trim() !== '') void ask()
  }, [])
  return (
    <Page title='咨询'>
      <Card>
        <TextArea
          name='question'
          label='想问什么'
          required
          hint='像平时说话一样写就行，不用登录，问题不会保存。'
          placeholder='如“高龄津贴要带什么材料”'
          value={question}
          onChange={setQuestion}
          maxLength={QUESTION_MAX}
        />
        <Button disabled={question.trim() === ''} onPress={ask}>
          问一问
        </Button>
      </Card>
      {outcome ? <Shown outcome={outcome} serviceId={serviceId} /> : null}
    </Page>
  )
}
