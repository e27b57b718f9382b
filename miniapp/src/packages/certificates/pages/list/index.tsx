import { CERTIFICATE_STATES } from '@shared/contract/certificates'
import { certificateAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { listCertificates } from '../../api'
import { STATE_TONES, untilWords } from '../../words'

/** 我的证照: results of finished cases as e-certificates. */
export default function CertificatesPage() {
  const certificates = useLoad(() => signedIn(listCertificates), [])
  usePullToRefresh(certificates)
  return (
    <Page title='我的证照'>
      <ActingBanner />
      <StateView
        of={certificates}
        isEmpty={(items) => items.length === 0}
        empty={{ title: '还没有电子证照', note: '在这里办结的事项，部门出具的证照会放在这里。' }}
      >
        {(items) => (
          <Card padded={false}>
            {items.map(({ id, title, department, validUntil, state }) => (
              <Cell
                key={id}
                label={title}
                value={<Tag tone={STATE_TONES[state]}>{CERTIFICATE_STATES[state]}</Tag>}
                note={`${department} · 有效期至 ${untilWords(validUntil)}`}
                onPress={() => void goTo(certificateAt(id))}
              />
            ))}
          </Card>
        )}
      </StateView>
    </Page>
  )
}
