import type { LikeMe, ShownGuide } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { checkOf } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Tag, type Tone } from '@/kit/tag/tag'
import { goTo } from '@/platform/navigation'
import { Entry } from './guide-sections'
import './guide-asking.scss'

const TONES = { 符合: 'good', 不符合: 'warn', 还不知道: 'plain' } as const satisfies Record<LikeMe['verdict'], Tone>

/** The way to the questions: who qualifies, and which variant of the guide is one's own. */
export function AskFirst({ guide: { id, asking } }: { guide: ShownGuide }) {
  if (!asking) return null
  const { eligibility, situations } = asking
  return (
    <Card>
      <Heading>{eligibility ? '先看看能不能办' : '先选您的情形'}</Heading>
      <View>回答几个问题，不用登录，也不会保存。</View>
      {situations.length > 0 ? <View>情形不同，材料、时限或费用不一样：{situations.join('；')}。</View> : null}
      <View className='sv-ask-first__go'>
        <Button kind='plain' onPress={() => goTo(checkOf(id))}>
          开始回答
        </Button>
      </View>
    </Card>
  )
}

/** 像我这样的人: made-up citizens and what the rules say of them. */
export function LikeMeList({ examples }: { examples: LikeMe[] }) {
  return (
    <>
      {examples.map(({ who, verdict, why, situation }) => (
        <Entry key={who} title={who} source={null} about={who}>
          <View className='sv-entry__tags'>
            <Tag tone={TONES[verdict]}>{verdict}</Tag>
            {situation ? <Tag>{situation}</Tag> : null}
          </View>
          {why.map((text) => (
            <View className='sv-entry__note' key={text}>
              {text}
            </View>
          ))}
        </Entry>
      ))}
      <View className='sv-entry__note'>以上是示例，不是真实的人。</View>
    </>
  )
}
