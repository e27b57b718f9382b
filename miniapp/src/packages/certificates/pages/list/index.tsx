import { CERTIFICATE_STATES, type Certificate } from '@shared/contract/certificates'
import { certificateAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { dayWords } from '@/kit/when/when'
import { useShown } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { listCertificates, listFromLibrary } from '../../api'
import { LibraryList } from '../../components/library-list'
import { goodWords, STATE_TONES } from '../../words'

function Ours({ items }: { items: Certificate[] }) {
  if (items.length === 0) return <Notice title='还没有电子证照'>在这里办结的事项，部门出具的证照会放在这里。</Notice>
  return (
    <Card padded={false}>
      {items.map(({ id, title, department, issuedOn, validUntil, state }) => (
        <Cell
          key={id}
          label={title}
          value={<Tag tone={STATE_TONES[state]}>{CERTIFICATE_STATES[state]}</Tag>}
          note={`${department} · ${dayWords(issuedOn)}颁发 · ${goodWords(validUntil)}`}
          onPress={() => void goTo(certificateAt(id))}
        />
      ))}
    </Card>
  )
}

/** 我的证照: results of finished cases, and beside them what the e-certificate library holds. Each stands without the other. */
export default function CertificatesPage() {
  const certificates = useLoad(() => signedIn(listCertificates), [])
  const library = useLoad(() => signedIn(listFromLibrary), [])
  usePullToRefresh(certificates, library)
  useShown(() => {
    if (library.state === 'ready' && library.data.silent?.why === 'real-name') void library.reload()
  })
  return (
    <Page title='我的证照'>
      <ActingBanner />
      <Heading>在这里办结的证照</Heading>
      <StateView of={certificates}>{(items) => <Ours items={items} />}</StateView>
      <StateView of={library}>{(found) => <LibraryList found={found} onAgain={library.reload} />}</StateView>
    </Page>
  )
}
