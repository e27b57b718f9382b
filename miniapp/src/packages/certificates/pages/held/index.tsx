import { CERTIFICATE_STATES } from '@shared/contract/certificates'
import type { LibraryCertificate } from '@shared/contract/library-certificates'
import { id } from '@shared/contract/parts'
import { CERTIFICATES, showingOfHeld } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { usePageParams } from '@/platform/lifecycle'
import { goTo, replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { showFromLibrary } from '../../api'
import { STATE_TONES, untilWords } from '../../words'

const GONE = {
  valid: null,
  expired: '这份证照已过有效期，请到颁发部门换领。',
  withdrawn: '这份证照已经注销。'
} as const

function Facts({ detail }: { detail: LibraryCertificate }) {
  const { title, state, holder, issuer, validUntil, updatedAt, readAt } = detail
  return (
    <>
      {GONE[state] ? <Notice tone='warn'>{GONE[state]}</Notice> : null}
      <Card padded={false}>
        <Cell stacked label={title} value={<Tag tone={STATE_TONES[state]}>{CERTIFICATE_STATES[state]}</Tag>} />
        <Cell stacked label='持证人' value={holder} />
        <Cell stacked label='颁发部门' value={issuer} />
        <Cell stacked label='有效期至' value={untilWords(validUntil)} />
        <Cell
          stacked
          label='来源'
          value='电子证照库'
          note={`登记更新：${instantWords(updatedAt)}；查到的时间：${instantWords(readAt)}`}
        />
      </Card>
      <Notice>内容有误的话，请联系颁发部门更正。</Notice>
    </>
  )
}

/** One certificate of the e-certificate library. */
export default function HeldPage() {
  const { heldId = '' } = usePageParams()
  const known = id.safeParse(heldId).success
  const detail = useLoad(() => signedIn(() => showFromLibrary(known ? heldId : 'nothing-here')), [heldId])
  usePullToRefresh(detail)
  const bar =
    detail.state === 'ready' && detail.data.state === 'valid' ? (
      <BottomBar>
        <Button onPress={() => goTo(showingOfHeld(detail.data.id))}>亮证</Button>
      </BottomBar>
    ) : undefined
  return (
    <Page title='证照' bar={bar}>
      <StateView
        of={detail}
        skeleton='page'
        onward={
          <Button narrow onPress={() => replaceWith(CERTIFICATES)}>
            去我的证照
          </Button>
        }
      >
        {(data) => <Facts detail={data} />}
      </StateView>
    </Page>
  )
}
