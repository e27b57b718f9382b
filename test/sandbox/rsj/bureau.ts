import * as z from 'zod'
import { type BureauRecord, bureauRecord, type Register } from '../people'
import { openStore } from '../store'

const enrolment = z.object({ certNo: z.string(), name: z.string(), record: bureauRecord })
const state = z.object({ enrolments: z.array(enrolment) })
type Enrolment = z.infer<typeof enrolment>

const notEnrolled = { enrolled: false } as const
const agency = '渝中区社会保险经办窗口（示例）'

/** The bureau's own book: who is enrolled as a flexible worker. */
export type Bureau = {
  /** undefined = no such person (unknown number, or the name does not belong to it) */
  status(certNo: string, name: string): BureauRecord | typeof notEnrolled | undefined
  /** `asked` names the insurances in words (nothing known in it = pension), `month` is YYYY-MM. Once for a number. */
  enrol(certNo: string, name: string, asked: string, month: string): Promise<void>
  /** Enrolments told by the acceptance platform, oldest first. */
  enrolments(): readonly Enrolment[]
  empty(): Promise<void>
}

/** Opens the book over the register of persons, which it never changes. */
export function openBureau(dataDir: string | undefined, people: Register): Bureau {
  const store = openStore(dataDir, 'rsj', state, () => ({ enrolments: [] }))
  const enrolledLater = (certNo: string) => store.data.enrolments.find((one) => one.certNo === certNo)
  return {
    status(certNo, name) {
      const known = people.people.find((person) => person.idNumber === certNo)
      const later = enrolledLater(certNo)
      if ((known?.name ?? later?.name) !== name) return undefined
      return later?.record ?? known?.bureau ?? notEnrolled
    },
    async enrol(certNo, name, asked, month) {
      if (enrolledLater(certNo) !== undefined) return
      const personalNo = `669999${String(1000 + store.data.enrolments.length + 1).padStart(7, '0')}`
      const insurances = insurancesIn(asked).map((insurance) => ({ name: insurance, since: month, status: '正常缴费' }))
      store.data.enrolments.push({ certNo, name, record: { enrolled: true, personalNo, agency, insurances } })
      await store.save()
    },
    enrolments: () => store.data.enrolments,
    empty: store.empty
  }
}

function insurancesIn(asked: string): string[] {
  const medical = asked.includes('医疗')
  const pension = asked.includes('养老') || !medical
  return [...(pension ? ['企业职工基本养老保险'] : []), ...(medical ? ['职工基本医疗保险'] : [])]
}
