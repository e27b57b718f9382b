import { platformEntry } from '@shared/contract/platform-door'
import { useEffect } from 'react'
import { guideOf } from '@/addresses'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { plainParameter } from '@/platform/plain-parameter'
import { enterFromPlatform } from '../../api'
import { CutOff } from '../../components/cut-off'
import { ToServices } from '../../components/onward'
import { rememberWayBack } from '../../guide/way-back'

const TITLE = '正在打开事项'

/** Opens the guide in place of this page: going back does not return here, where the entry is used up. */
function Onward({ serviceId, returnTo }: { serviceId: string; returnTo: string | null }) {
  useEffect(() => {
    rememberWayBack(returnTo)
    void replaceWith(guideOf(serviceId))
  }, [serviceId, returnTo])
  return null
}

/** Where 渝快办 leads somebody who wants to do one thing here. */
export default function EntryPage() {
  const { item, back, ts, nonce, sign } = usePageParams()
  const given = {
    ...{ itemCode: item, returnUrl: plainParameter(back), timestamp: ts ?? '' },
    ...{ nonce: nonce ?? '', signature: sign ?? '' }
  }
  const entry = platformEntry.safeParse(given)
  if (!entry.success) return <CutOff title={TITLE} onward={<ToServices />} />
  return <Entering entry={entry.data} />
}

function Entering({ entry }: { entry: Parameters<typeof enterFromPlatform>[0] }) {
  const entered = useLoad(() => enterFromPlatform(entry), [entry.nonce])
  return (
    <Page title={TITLE}>
      <StateView of={entered} skeleton='page' onward={<ToServices />}>
        {(data) => <Onward {...data} />}
      </StateView>
    </Page>
  )
}
