import type { ShownGuide } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import { mainFacts } from '../guide/fact-words'
import { FactGrid } from './fact-grid'
import './guide-head.scss'
import { SourceLink } from './source-link'

/** What is special about it: abolished, done by a record or a promise; paused or in season. */
function Special({ guide: { availability, reform } }: { guide: ShownGuide }) {
  return (
    <>
      {availability.note ? (
        <Notice tone={availability.open ? 'info' : 'warn'} title={availability.open ? '有办理时间' : '现在不受理申请'}>
          {availability.note}
        </Notice>
      ) : null}
      {reform ? (
        <Notice title={REFORM_TITLES[reform.kind]}>
          {reform.text}
          <SourceLink source={reform.source} about={REFORM_TITLES[reform.kind]} />
        </Notice>
      ) : null}
    </>
  )
}

const REFORM_TITLES = {
  备案: '只要备案，不用审批',
  告知承诺: '可以用书面承诺办',
  取消审批: '这件事现在不用办了'
} as const satisfies Record<NonNullable<ShownGuide['reform']>['kind'], string>

/** Name, department, tags and the four facts people ask for first. */
export function GuideHead({ guide }: { guide: ShownGuide }) {
  return (
    <>
      <Card>
        <Heading>{guide.name}</Heading>
        <View className='sv-head__department'>{guide.department.name}</View>
        <View className='sv-head__tags'>
          {guide.applyOnline ? <Tag tone='primary'>可在线办理</Tag> : <Tag>办事指南</Tag>}
          {guide.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </View>
        <View className='sv-head__summary'>{guide.summary}</View>
        {guide.reform?.kind === '取消审批' ? null : <FactGrid facts={mainFacts(guide)} />}
      </Card>
      <Special guide={guide} />
      {guide.verified ? null : (
        <Notice tone='warn' title='部分内容待核'>
          标着“待核”的内容还没有和原文核对，标着“示例”的内容是试用数据，办理前请以窗口答复为准。
        </Notice>
      )}
    </>
  )
}
