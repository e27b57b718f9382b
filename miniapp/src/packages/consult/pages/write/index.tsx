import { requestAbout } from '@shared/contract/consult-requests'
import { useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { signedIn } from '@/session/session'
import { showRequestForm } from '../../api'
import { WriteForm } from '../../components/write-form'

/** 写给 12345: a complaint, suggestion, call for help or 随手拍, from any page with what it is about. */
export default function WritePage() {
  const { about, id } = usePageParams()
  const form = useLoad(() => signedIn(showRequestForm), [])
  const subject = id ? requestAbout.safeParse({ kind: about, id }).data : undefined
  return (
    <Page title='写给 12345'>
      <StateView of={form} skeleton='page'>
        {(data) => <WriteForm form={data} about={subject} reload={form.reload} />}
      </StateView>
    </Page>
  )
}
