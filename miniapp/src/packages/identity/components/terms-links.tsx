import { termsAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { goTo } from '@/platform/navigation'

/** The two texts everybody should be able to read before they sign in. */
export function TermsLinks() {
  return (
    <Card padded={false}>
      <Cell label='服务协议' onPress={() => void goTo(termsAt('service'))} />
      <Cell label='隐私政策' onPress={() => void goTo(termsAt('privacy'))} />
    </Card>
  )
}
