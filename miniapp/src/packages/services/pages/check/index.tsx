import type { ShownGuide } from '@shared/contract/guide'
import { slug } from '@shared/contract/parts'
import type { ServiceCheck } from '@shared/contract/service-check'
import { applyFor, guideOf } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { showGuide } from '../../api'
import { checkService, listFacts } from '../../check/api'
import type { AskedFact } from '../../check/fact-value'
import { handOverTold } from '../../check/told'
import { type Asking, useAsking } from '../../check/use-asking'
import { Answered } from '../../components/answered'
import { CheckQuestion } from '../../components/check-question'
import { SituationGuide, Verdict } from '../../components/check-result'
import { CutOff } from '../../components/cut-off'
import { ToServices } from '../../components/onward'
import { ToHalls } from '../../components/to-halls'

interface CheckStart {
  guide: ShownGuide
  facts: ReadonlyMap<string, AskedFact>
  check: ServiceCheck
}

const load = async (serviceId: string): Promise<CheckStart> => {
  const [guide, facts, check] = await Promise.all([showGuide(serviceId), listFacts(), checkService(serviceId, {})])
  return { guide, facts, check }
}

function Onward({ guide, state }: { guide: CheckStart['guide']; state: Asking<ServiceCheck> }) {
  const { id, applyOnline, availability } = guide
  const refused = state.reply.eligibility?.verdict === '不符合'
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

function Questions({ start }: { start: CheckStart }) {
  const { guide, facts } = start
  const state = useAsking({
    ...{ facts, first: start.check },
    judge: (told) => checkService(guide.id, told),
    openOf: ({ open }) => open
  })
  const { reply: check, told, unknown, asked, error } = state
  const leftOpen = check.open.filter((name) => unknown.includes(name))
  return (
    <>
      <Card>
        <Heading>{guide.name}</Heading>
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
      <Answered {...{ facts, told, unknown }} questions={check.questions} onChange={state.change} />
      {asked ? null : <ToHalls serviceId={guide.id} />}
      <Onward guide={guide} state={state} />
      <HelpLine about={{ kind: 'service', id: guide.id }} />
    </>
  )
}

function CheckOf({ serviceId }: { serviceId: string }) {
  const start = useLoad(() => load(serviceId), [serviceId])
  return (
    <Page title='能不能办'>
      <StateView of={start} skeleton='page' onward={<ToServices />}>
        {(data) => <Questions start={data} />}
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
