import { slug } from '@shared/contract/parts'
import { applyFor, guideOf } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { showGuide } from '../../api'
import { checkService, listFacts } from '../../check/api'
import { sayValue } from '../../check/fact-value'
import { handOverTold } from '../../check/told'
import { type CheckStart, type CheckState, useCheck } from '../../check/use-check'
import { CheckQuestion } from '../../components/check-question'
import { SituationGuide, Verdict } from '../../components/check-result'
import { CutOff } from '../../components/cut-off'
import { ToServices } from '../../components/onward'
import { ToHalls } from '../../components/to-halls'

const load = async (serviceId: string): Promise<CheckStart> => {
  const [guide, facts, check] = await Promise.all([showGuide(serviceId), listFacts(), checkService(serviceId, {})])
  return { guide, facts, check }
}

/** What was answered, each to be changed at any time. */
function Answered({ facts, state }: { facts: CheckStart['facts']; state: CheckState }) {
  const { check, told, unknown, change } = state
  const lines = check.questions.flatMap((name) => {
    const fact = facts.get(name)
    if (!fact) return []
    const value = told[name]
    if (value !== undefined) return [{ name, text: sayValue(fact, value) }]
    return unknown.includes(name) ? [{ name, text: '不知道' }] : []
  })
  if (lines.length === 0) return null
  return (
    <>
      <Heading>您的回答</Heading>
      <Card padded={false}>
        {lines.map(({ name, text }) => (
          <Cell key={name} label={name} value={text} note='点一下可以修改' onPress={() => change(name)} />
        ))}
      </Card>
    </>
  )
}

function Onward({ guide, state }: { guide: CheckStart['guide']; state: CheckState }) {
  const { id, applyOnline, availability } = guide
  const refused = state.check.eligibility?.verdict === '不符合'
  const goOn = () => {
    handOverTold(id, guide.asking?.situations.length ? state.told : {})
    return goTo(applyFor(id))
  }
  return applyOnline && availability.open && !refused ? (
    <Button onPress={goOn}>去办理</Button>
  ) : (
    <Button kind='plain' onPress={() => goTo(guideOf(id))}>
      看办事指南
    </Button>
  )
}

function Asking({ start }: { start: CheckStart }) {
  const state = useCheck(start)
  const { check, told, unknown, asked, error } = state
  const leftOpen = check.open.filter((name) => unknown.includes(name))
  return (
    <>
      <Card>
        <Heading>{start.guide.name}</Heading>
        不用登录，回答不会保存；点“去办理”时，决定情形的回答会记进您的草稿。结论按公布的条件得出，最后以部门审查为准。
      </Card>
      {asked ? (
        <CheckQuestion
          key={asked.name}
          fact={asked}
          value={told[asked.name]}
          error={error}
          onAnswer={(value) => state.answer(asked.name, value)}
          onUnknown={() => state.leaveOpen(asked.name)}
        />
      ) : null}
      {check.eligibility ? <Verdict eligibility={check.eligibility} leftOpen={leftOpen} /> : null}
      <SituationGuide situation={check.situation} guide={check.guide} />
      <Answered facts={start.facts} state={state} />
      {asked ? null : <ToHalls serviceId={start.guide.id} />}
      <Onward guide={start.guide} state={state} />
    </>
  )
}

function CheckOf({ serviceId }: { serviceId: string }) {
  const start = useLoad(() => load(serviceId), [serviceId])
  return (
    <Page title='能不能办'>
      <StateView of={start} skeleton='page' onward={<ToServices />}>
        {(data) => <Asking start={data} />}
      </StateView>
    </Page>
  )
}

/** 情形引导 and 能不能办: one question after another, the answer beside it; without signing in, nothing is kept. */
export default function CheckPage() {
  const { serviceId = '' } = usePageParams()
  if (!slug.safeParse(serviceId).success) return <CutOff title='能不能办' onward={<ToServices />} />
  return <CheckOf serviceId={serviceId} />
}
