import type { Eligibility, ServiceCheck, ShownReason, ShownVerdict } from '@shared/contract/service-check'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { limitFacts } from '../guide/fact-words'
import { FactGrid } from './fact-grid'
import { GuideSection } from './guide-section'
import { Entry, Materials, Windows } from './guide-sections'
import { SourceLink } from './source-link'

const TITLES = {
  符合: '按您的回答，符合办理条件',
  不符合: '按您的回答，现在还不符合',
  还不知道: '现在还不知道能不能办'
} as const satisfies Record<ShownVerdict, string>

/** What decided, or what was found so far. */
const told = ({ reasons, verdict }: Eligibility): ShownReason[] =>
  verdict === '还不知道' ? reasons.filter(({ value }) => value !== null) : reasons.filter(({ decides }) => decides)

const reasonWords = ({ outcome, value, exception }: ShownReason): string =>
  `${outcome}${value === null ? '' : `，您的情况：${value}`}${exception ? '。这是不能办的情形' : ''}`

/** What would have to be otherwise, or when it comes by itself. */
function Nearest({ nearest }: Pick<Eligibility, 'nearest'>) {
  if (!nearest) return null
  return (
    <Notice title='要怎样才符合'>
      {nearest.changes.map(({ fact, text }) => (
        <View key={fact}>{text}</View>
      ))}
      {nearest.alsoMissing.length > 0 ? <View>还要知道：{nearest.alsoMissing.join('、')}。</View> : null}
    </Notice>
  )
}

/** 符合 / 不符合 / 还不知道, with the conditions that decided and where they stand. */
export function Verdict({ eligibility, leftOpen }: { eligibility: Eligibility; leftOpen: string[] }) {
  const { verdict, sources } = eligibility
  const unknown = verdict === '还不知道'
  const open = unknown && leftOpen.length > 0
  const reasons = told(eligibility)
  return (
    <>
      <Card>
        <Heading>{TITLES[verdict]}</Heading>
        {open ? <View>您说不知道的：{leftOpen.join('、')}。可以改回答，也可以到窗口问。</View> : null}
        {unknown && !open && reasons.length === 0 ? <View>回答上面的问题后，这里会说明符不符合、为什么。</View> : null}
        {reasons.map((reason, index) => (
          <Entry key={reason.text} number={index + 1} title={reason.text} source={null} about={reason.fact}>
            <View>{reasonWords(reason)}</View>
            {reason.cite ? <View>原文：“{reason.cite}”</View> : null}
          </Entry>
        ))}
        {sources.map((source) => (
          <SourceLink
            key={`${source.title}${source.document}${source.quote ?? ''}`}
            source={source}
            about={source.title}
          />
        ))}
      </Card>
      {verdict === '不符合' ? <Nearest nearest={eligibility.nearest} /> : null}
    </>
  )
}

/** The variant of the guide that fits: limits and fee, materials, windows. */
export function SituationGuide({ situation, guide }: Pick<ServiceCheck, 'situation' | 'guide'>) {
  if (!situation || !guide) return null
  return (
    <>
      <Card>
        <Heading>您的情形：{situation.title}</Heading>
        {situation.note ? <View>{situation.note}</View> : null}
        <SourceLink source={situation.source} about={situation.title} />
        <FactGrid facts={limitFacts(guide)} />
      </Card>
      {guide.materials.length > 0 ? (
        <GuideSection name='situation-materials' title='要带的材料'>
          <Materials materials={guide.materials} />
        </GuideSection>
      ) : null}
      {guide.windows.length > 0 ? (
        <GuideSection name='situation-windows' title='办理地点'>
          <Windows windows={guide.windows} />
        </GuideSection>
      ) : null}
    </>
  )
}
