import type { Draft } from '@shared/contract/applications'
import { View } from '@tarojs/components'
import { checkOf } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { goTo } from '@/platform/navigation'
import { limitFacts } from '../guide/fact-words'
import { FactGrid } from './fact-grid'

/** The 情形 the application is for: limits and fee are promised as they stand here. Nothing where none was chosen. */
export function ChosenSituation({ draft }: { draft: Draft | null }) {
  if (!draft?.situation) return null
  const { title, note, materials } = draft.situation
  return (
    <Card>
      <Heading>您的情形：{title}</Heading>
      {note ? <View>{note}</View> : null}
      <FactGrid facts={limitFacts(draft.situation)} />
      {materials.length > 0 ? <View>要准备的材料：{materials.join('、')}。</View> : null}
      <Button kind='plain' narrow onPress={() => goTo(checkOf(draft.serviceId))}>
        情形不对，重新选
      </Button>
    </Card>
  )
}
