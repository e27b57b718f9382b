import type { ShownGuide } from '@shared/contract/guide'
import { slug } from '@shared/contract/parts'
import type { ReactNode } from 'react'
import { applyFor } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { type Load, useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { showGuide } from '../../api'
import { BackToPlatform, ToPlatform } from '../../components/back-to-platform'
import { Afterwards, BundleParts } from '../../components/bundle-sections'
import { CutOff } from '../../components/cut-off'
import { AskFirst, LikeMeList } from '../../components/guide-asking'
import { GuideHead } from '../../components/guide-head'
import { GuideJumps } from '../../components/guide-jumps'
import { GuideSection } from '../../components/guide-section'
import { Basis, Conditions, Materials, Particulars, Questions, Steps, Windows } from '../../components/guide-sections'
import { ToServices } from '../../components/onward'
import { ToHalls } from '../../components/to-halls'

interface Section {
  name: string
  title: string
  content: ReactNode
}

/** The parts this guide has something to say in, in the order people need them. */
function sectionsOf(guide: ShownGuide): Section[] {
  const all: (Section & { there: boolean })[] = [
    {
      name: 'parts',
      title: '一起办的事',
      there: guide.bundle !== null,
      content: guide.bundle ? <BundleParts bundle={guide.bundle} /> : null
    },
    {
      name: 'afterwards',
      title: '办完还要办什么',
      there: Boolean(guide.bundle?.afterwards),
      content: guide.bundle?.afterwards ? <Afterwards afterwards={guide.bundle.afterwards} /> : null
    },
    {
      name: 'materials',
      title: '办理材料',
      there: guide.materials.length > 0,
      content: <Materials materials={guide.materials} />
    },
    {
      name: 'conditions',
      title: '受理条件',
      there: guide.conditions.length > 0,
      content: <Conditions conditions={guide.conditions} />
    },
    { name: 'steps', title: '办理流程', there: guide.steps.length > 0, content: <Steps steps={guide.steps} /> },
    {
      name: 'windows',
      title: '办理地点',
      there: guide.windows.length > 0,
      content: (
        <>
          <Windows windows={guide.windows} />
          <ToHalls serviceId={guide.id} />
        </>
      )
    },
    {
      name: 'like-me',
      title: '像我这样的人',
      there: (guide.asking?.examples.length ?? 0) > 0,
      content: <LikeMeList examples={guide.asking?.examples ?? []} />
    },
    {
      name: 'questions',
      title: '常见问题',
      there: guide.questions.length > 0,
      content: <Questions questions={guide.questions} />
    },
    { name: 'basis', title: '设定依据', there: guide.basis.length > 0, content: <Basis basis={guide.basis} /> },
    { name: 'particulars', title: '基本信息', there: true, content: <Particulars guide={guide} /> }
  ]
  return all.filter((section) => section.there)
}

function ApplyBar({ guide }: { guide: Load<ShownGuide> }) {
  if (guide.state !== 'ready') return null
  const { id, applyOnline, availability, reform } = guide.data
  if (reform?.kind === '取消审批') return <BottomBar>这件事现在不用办了，不用申请。</BottomBar>
  if (!availability.open) return <BottomBar>现在不能申请。{availability.note}</BottomBar>
  if (!applyOnline)
    return (
      <BottomBar>
        这个事项目前请到窗口或“渝快办”办理。
        <ToPlatform serviceId={id} />
      </BottomBar>
    )
  return (
    <BottomBar>
      <Button onPress={() => goTo(applyFor(id))}>立即申请</Button>
    </BottomBar>
  )
}

function GuideOf({ serviceId }: { serviceId: string }) {
  const guide = useLoad(() => showGuide(serviceId), [serviceId])
  usePullToRefresh(guide)
  return (
    <Page title='办事指南' bar={<ApplyBar guide={guide} />}>
      <StateView of={guide} skeleton='page' onward={<ToServices />}>
        {(data) => {
          const sections = sectionsOf(data)
          return (
            <>
              <BackToPlatform />
              <GuideHead guide={data} />
              <AskFirst guide={data} />
              <GuideJumps sections={sections} />
              {sections.map(({ name, title, content }) => (
                <GuideSection key={name} name={name} title={title}>
                  {content}
                </GuideSection>
              ))}
              <HelpLine about={{ kind: 'service', id: serviceId }} />
            </>
          )
        }}
      </StateView>
    </Page>
  )
}

export default function GuidePage() {
  const { serviceId = '' } = usePageParams()
  if (!slug.safeParse(serviceId).success) return <CutOff title='办事指南' onward={<ToServices />} />
  return <GuideOf serviceId={serviceId} />
}
