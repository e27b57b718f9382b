import { checkCitizenId } from '@shared/values/citizen-id'
import { civilDateAt } from '@shared/values/civil-date'
import { checkPersonName } from '@shared/values/person-name'
import { useState } from 'react'
import { TextField } from '@/kit/text-field/text-field'

export interface Person {
  name: string
  idNumber: string
}

/** A name and an ID number being typed; `read` checks both, marks what is wrong and gives them back in their normal form. */
export function usePerson(start: Person = { name: '', idNumber: '' }) {
  const [typed, setTyped] = useState(start)
  const [wrong, setWrong] = useState<Partial<Person>>({})
  const read = (): Person | undefined => {
    const name = checkPersonName(typed.name)
    const idNumber = checkCitizenId(typed.idNumber, civilDateAt(new Date()))
    setWrong({ ...(name.ok ? {} : { name: name.reason }), ...(idNumber.ok ? {} : { idNumber: idNumber.reason }) })
    return name.ok && idNumber.ok ? { name: name.value, idNumber: idNumber.value } : undefined
  }
  return { typed, setTyped, wrong, read }
}

/** Fields for what usePerson holds; `of` says whose they are (孩子的). */
export function PersonFields({ of = '', person }: { of?: string; person: ReturnType<typeof usePerson> }) {
  const { typed, setTyped, wrong } = person
  return (
    <>
      <TextField
        name='person-name'
        label={`${of}姓名`}
        required
        value={typed.name}
        maxLength={50}
        onChange={(name) => setTyped((was) => ({ ...was, name }))}
        {...(wrong.name ? { error: wrong.name } : {})}
      />
      <TextField
        name='person-id'
        label={`${of}身份证号码`}
        type='id-card'
        required
        value={typed.idNumber}
        maxLength={24}
        onChange={(idNumber) => setTyped((was) => ({ ...was, idNumber }))}
        {...(wrong.idNumber ? { error: wrong.idNumber } : {})}
      />
    </>
  )
}
