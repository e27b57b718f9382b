import { id } from '@shared/contract/parts'
import { CERTIFICATES } from '@/addresses'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { presentCertificate, presentFromLibrary } from '../../api'
import { ShownCode } from '../../components/shown-code'

/** As long as the server keeps the code, from when it came; a phone's own clock may be wrong. */
const LIFE_MS = 60_000

/** 亮证: a code for whoever checks the certificate at a desk. */
export default function ShowPage() {
  const { certificateId = '', heldId = '' } = usePageParams()
  const named = heldId || certificateId
  const asked = id.safeParse(named).success ? named : 'nothing-here'
  const present = heldId ? presentFromLibrary : presentCertificate
  const shown = useLoad(async () => {
    const code = await signedIn(() => present(asked))
    return { code, until: Date.now() + LIFE_MS }
  }, [asked])
  return (
    <Page title='亮证'>
      <Notice>
        请让工作人员扫码，或者报出下面的字母数字。对方只看到部分隐藏的信息，这次查看会记在“谁看过我的数据”里。
      </Notice>
      <StateView
        of={shown}
        skeleton='page'
        onward={
          <Button narrow onPress={() => replaceWith(CERTIFICATES)}>
            去我的证照
          </Button>
        }
      >
        {({ code, until }) => <ShownCode code={code} until={until} again={shown.reload} />}
      </StateView>
    </Page>
  )
}
