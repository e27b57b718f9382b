import type { Guide } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import { mainFacts } from '../guide/fact-words'
import { FactGrid } from './fact-grid'
import './guide-head.scss'

/** Name, department, tags and the four facts people ask for first. */
export function GuideHead({ guide }: { guide: Guide }) {
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
        <FactGrid facts={mainFacts(guide)} />
      </Card>
      {guide.verified ? null : (
        <Notice tone='warn' title='部分内容待核'>
          标着“待核”的内容还没有和原文核对，办理前请以窗口答复为准。
        </Notice>
      )}
    </>
  )
}
