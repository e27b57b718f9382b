import { id, slug } from '@shared/contract/parts'
import { type ReactNode, useEffect } from 'react'
import { caseAt } from '@/addresses'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Empty, Failed } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { ApplicationForm } from '../../components/application-form'
import { CorrectionForm } from '../../components/correction-form'
import { CutOff } from '../../components/cut-off'
import { ToCases, ToServices } from '../../components/onward'
import { openCorrection } from '../../draft/open-correction'
import { useApplication } from '../../draft/use-application'

const Waiting = ({ children }: { children: ReactNode }) => <Page title='在线申请'>{children}</Page>

function Apply({ serviceId }: { serviceId: string }) {
  const application = useApplication(serviceId)
  if (application.state === 'open') return <ApplicationForm keeper={application.keeper} />
  if (application.state === 'failed')
    return (
      <Waiting>
        <Failed error={application.error} onRetry={application.again} onward={<ToServices />} />
      </Waiting>
    )
  if (application.state === 'signed-out')
    return (
      <Waiting>
        <Empty
          icon='person'
          title='登录后开始填写'
          note='填到一半也会自动保存，换一台设备登录可以接着填。'
          act={
            <Button narrow onPress={application.again}>
              登录
            </Button>
          }
        />
      </Waiting>
    )
  return (
    <Waiting>
      <Skeleton shape='page' />
    </Waiting>
  )
}

function Mend({ caseId }: { caseId: string }) {
  const correction = useLoad(() => signedIn(() => openCorrection(caseId)), [caseId])
  const settled = correction.state === 'error' && correction.error.code === 'conflict'
  useEffect(() => {
    if (settled) void replaceWith(caseAt(caseId))
  }, [settled, caseId])
  if (correction.state === 'ready') return <CorrectionForm {...correction.data} />
  return (
    <Page title='补正'>
      {correction.state === 'error' && !settled ? (
        <Failed error={correction.error} onRetry={correction.reload} onward={<ToCases />} />
      ) : (
        <Skeleton shape='page' />
      )}
    </Page>
  )
}

/** The form of a service item; with a case id, the 补正 form of that case. */
export default function ApplyPage() {
  const { serviceId = '', caseId } = usePageParams()
  if (caseId !== undefined)
    return id.safeParse(caseId).success ? <Mend caseId={caseId} /> : <CutOff title='补正' onward={<ToCases />} />
  if (!slug.safeParse(serviceId).success) return <CutOff title='在线申请' onward={<ToServices />} />
  return <Apply serviceId={serviceId} />
}
