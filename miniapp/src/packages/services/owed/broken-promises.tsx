import { type Form, formFields } from '@shared/contract/form'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { dayWords } from '@/kit/when/when'
import { listBrokenPromises } from './api'

const offersPromises = (form: Form): boolean =>
  formFields(form).some((field) => field.kind === 'upload' && Boolean(field.later ?? field.promise))

function Broken() {
  const broken = useLoad(listBrokenPromises, [])
  if (broken.state !== 'ready' || broken.data.length === 0) return null
  const told = broken.data.map(({ serviceName, label, brokenOn }) => `${dayWords(brokenOn)}“${serviceName}”的${label}`)
  return (
    <Notice tone='warn' title='以前的承诺没有兑现'>
      {told.join('；')}。办理部门能看到这些记录，这次请尽量交齐材料。
    </Notice>
  )
}

/** Before another promise is made: the ones that were not kept. Nothing where the form asks for none. */
export const BrokenPromises = ({ form }: { form: Form }) => (offersPromises(form) ? <Broken /> : null)
