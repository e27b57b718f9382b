import type { CaseDetail } from '@shared/contract/applications'
import { caseAt, guideOf } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { dayWords } from '@/kit/when/when'
import { goTo } from '@/platform/navigation'

type PartCase = NonNullable<CaseDetail['parts']>[number]

const partWords = ({ department, clock }: PartCase): string => {
  if (!clock) return department
  return `${clock.owner}，${clock.dueFor}期限 ${dayWords(clock.dueDay)}${clock.overdue ? '，已超期' : ''}`
}

/** 一件事: what each department has done with its part, and which licences are still needed (双告知). */
export function BundleCases({ parts = [], licences = [] }: Pick<CaseDetail, 'parts' | 'licences'>) {
  return (
    <>
      {parts.length > 0 ? <Heading>一起办的 {parts.length} 件事</Heading> : null}
      {parts.length > 0 ? (
        <Card padded={false}>
          {parts.map((part) => (
            <Cell
              key={part.id}
              label={part.serviceName}
              value={part.stateLabel}
              note={partWords(part)}
              onPress={() => void goTo(caseAt(part.id))}
            />
          ))}
        </Card>
      ) : null}
      {licences.length > 0 ? <Heading>有了营业执照，还要办</Heading> : null}
      {licences.length > 0 ? (
        <Card padded={false}>
          {licences.map(({ id, name, trade }) => (
            <Cell key={id} label={name} note={`您选了“${trade}”`} onPress={() => void goTo(guideOf(id))} />
          ))}
        </Card>
      ) : null}
    </>
  )
}

/** Leads from a part to the 一件事 it was handed in with. */
export function PartOf({ partOf }: Pick<CaseDetail, 'partOf'>) {
  if (!partOf) return null
  return (
    <Card padded={false}>
      <Cell
        label={`属于“${partOf.serviceName}”`}
        note='看看几件事一共办到哪里'
        onPress={() => void goTo(caseAt(partOf.id))}
      />
    </Card>
  )
}
