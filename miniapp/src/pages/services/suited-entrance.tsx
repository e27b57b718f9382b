import { SUITED } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { goTo } from '@/platform/navigation'

/** The way to 我能办什么, on 首页 and on 办事. */
export const SuitedEntrance = () => (
  <Card padded={false}>
    <Cell label='我能办什么' note='回答几个问题，看看符合哪些事项的条件' onPress={() => void goTo(SUITED)} />
  </Card>
)
