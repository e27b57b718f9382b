import { noticesRoutes } from '@shared/contract/notices'
import { termsAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { call } from '@/platform/call'
import { goTo } from '@/platform/navigation'

const NOT_YET = '待填'

/** Who runs this, and under which terms (国办函〔2026〕12号); 待填 until the operator has said. */
export function About() {
  const site = useLoad(() => call(noticesRoutes.showSite, {}), [])
  const told = site.state === 'ready' ? site.data : null
  return (
    <>
      <Heading>关于</Heading>
      <Card padded={false}>
        <Cell label='主办单位' value={told?.operator ?? NOT_YET} />
        <Cell label='备案编号' value={told?.recordNumber ?? NOT_YET} />
        <Cell label='投诉建议' value={told?.complaints ?? NOT_YET} />
        <Cell label='隐私政策' onPress={() => void goTo(termsAt('privacy'))} />
        <Cell label='服务协议' onPress={() => void goTo(termsAt('service'))} />
      </Card>
    </>
  )
}
