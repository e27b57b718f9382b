import { Card } from '@/kit/card/card'
import { ChoiceField, ChoicesField } from '@/kit/choice-field/choice-field'
import { PickerField } from '@/kit/picker-field/picker-field'
import { dateWords } from '@/kit/when/when'
import { type InvitationDraft, lastDay } from '../mandates/invitation-form'
import { domainOptions, type InvitationKind } from '../mandates/scope-words'

export interface InvitationFieldsProps {
  kind: InvitationKind
  draft: InvitationDraft
  wrong: Record<string, string>
  today: string
  serviceNames: Record<string, string>
  onChange: (changed: Partial<InvitationDraft>) => void
}

const HOW_MANY = [
  { value: 'all', label: '全部事项' },
  { value: 'some', label: '只限选定的事项' }
]

/** What may be done and until when. */
export function InvitationFields({ kind, draft, wrong, today, serviceNames, onChange }: InvitationFieldsProps) {
  const services = Object.entries(serviceNames).map(([value, label]) => ({ value, label }))
  const mayChoose = draft.domains.includes('services') && services.length > 0
  const latest = lastDay(kind, today)
  return (
    <Card>
      <ChoicesField
        name='domains'
        label='可以办什么'
        required
        options={domainOptions(kind)}
        value={draft.domains}
        error={wrong.domains}
        onChange={(domains) => onChange({ domains })}
      />
      {mayChoose ? (
        <ChoiceField
          name='every-service'
          label='办事的范围'
          required
          options={HOW_MANY}
          value={draft.everyService ? 'all' : 'some'}
          onChange={(value) => onChange({ everyService: value === 'all' })}
        />
      ) : null}
      {mayChoose && !draft.everyService ? (
        <ChoicesField
          name='services'
          label='选定的事项'
          required
          options={services}
          value={draft.serviceIds}
          error={wrong.serviceIds}
          onChange={(serviceIds) => onChange({ serviceIds })}
        />
      ) : null}
      <PickerField
        kind='date'
        name='until'
        label='到哪一天为止'
        hint={`${kind === 'proxy' ? '最长 90 天' : '最长两年'}，最晚 ${dateWords(latest)}`}
        required
        earliest={today}
        latest={latest}
        value={draft.until}
        error={wrong.until}
        onChange={(until) => onChange({ until })}
      />
    </Card>
  )
}
