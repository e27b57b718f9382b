import { type Form, formFields } from '@shared/contract/form'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { dayWords } from '@/kit/when/when'
import { type BrokenPromise, listBrokenPromises } from './api'

const offersPromises = (form: Form): boolean =>
  formFields(form).some((field) => field.kind === 'upload' && Boolean(field.later ?? field.promise))

/** Before another promise is made: the ones that were not kept. Nothing where the form asks for none. */
export function BrokenPromises({ form }: { form: Form }) {
  const wanted = offersPromises(form)
  const broken = useLoad<BrokenPromise[]>(() => (wanted ? listBrokenPromises() : Promise.resolve([])), [wanted])
  if (broken.state !== 'ready' || broken.data.length === 0) return null
  return (
    <Notice tone='warn' title='以前的承诺没有兑现'>
      {broken.data
        .map(({ serviceName, label, brokenOn }) => `${dayWords(brokenOn)}“${serviceName}”的${label}`)
        .join('；')}
      。办理部门能看到这些记录，这次请尽量交齐材料。
    </Notice>
  )
}
