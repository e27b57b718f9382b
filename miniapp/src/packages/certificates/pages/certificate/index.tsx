import { CERTIFICATE_STATES, type CertificateDetail } from '@shared/contract/certificates'
import { id } from '@shared/contract/parts'
import { CERTIFICATES, caseAt, showingOf } from '@/addresses'
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
import { dayWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { usePageParams } from '@/platform/lifecycle'
import { goTo, replaceWith } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { openPaper, showCertificate } from '../../api'
import { inGroups, STATE_TONES, untilWords } from '../../words'

const ToCertificates = () => (
  <Button narrow onPress={() => replaceWith(CERTIFICATES)}>
    去我的证照
  </Button>
)

function Facts({ detail }: { detail: CertificateDetail }) {
  return (
    <>
      {detail.state === 'withdrawn' ? (
        <Notice tone='error' title='这份证照已撤销'>
          {detail.withdrawnReason ?? ''}
        </Notice>
      ) : null}
      {detail.state === 'expired' ? <Notice tone='warn'>这份证照已过有效期，需要的话请重新办理。</Notice> : null}
      <Card padded={false}>
        <Cell
          stacked
          label={detail.title}
          value={<Tag tone={STATE_TONES[detail.state]}>{CERTIFICATE_STATES[detail.state]}</Tag>}
        />
        <Cell stacked label='持证人' value={detail.holder} />
        {detail.number ? <Cell stacked label='证照编号' value={detail.number} /> : null}
        <Cell stacked label='颁发部门' value={detail.department} />
        <Cell stacked label='颁发日期' value={dayWords(detail.issuedOn)} />
        <Cell stacked label='有效期至' value={untilWords(detail.validUntil)} />
        <Cell stacked label='核验码' value={inGroups(detail.code)} note='告诉别人，对方就能查这份证照是否有效' />
      </Card>
      <Card padded={false}>
        <Cell
          icon='document'
          label='查看证照（PDF）'
          note='带电子签名，可以保存、打印'
          onPress={() => void openPaper(detail.id).catch((caught: unknown) => toast(asCallError(caught).message))}
        />
        <Cell icon='clock' label='来自这次办件' onPress={() => void goTo(caseAt(detail.caseId))} />
      </Card>
    </>
  )
}

export default function CertificatePage() {
  const { certificateId = '' } = usePageParams()
  const known = id.safeParse(certificateId).success
  const detail = useLoad(() => signedIn(() => showCertificate(known ? certificateId : 'nothing-here')), [certificateId])
  usePullToRefresh(detail)
  const bar =
    detail.state === 'ready' && detail.data.state === 'valid' ? (
      <BottomBar>
        <Button onPress={() => goTo(showingOf(detail.data.id))}>亮证</Button>
      </BottomBar>
    ) : undefined
  return (
    <Page title='证照' bar={bar}>
      <ActingBanner />
      <StateView of={detail} skeleton='page' onward={<ToCertificates />}>
        {(data) => <Facts detail={data} />}
      </StateView>
    </Page>
  )
}
