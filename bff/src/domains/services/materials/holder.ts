import { maskName } from '@shared/values/person-name'
import * as z from 'zod/mini'
import type { CitizenSeal } from '../../identity/port'

/** Whom a paper is about, as the application it came with said. */
const holder = z.object({ name: z.string(), certNo: z.string() })
export type Holder = z.output<typeof holder>

const place = (materialId: string) => `services_materials.holder:${materialId}`

export const sealHolder = (seal: CitizenSeal, materialId: string, given: Holder): string =>
  seal.seal(JSON.stringify(given), place(materialId))

export const openHolder = (seal: CitizenSeal, materialId: string, sealed: string): Holder =>
  holder.parse(JSON.parse(seal.open(sealed, place(materialId))))

/** Why a paper about `whose` cannot stand in an application about `certNo`; null = it can, or nothing is typed yet. */
export const notTheirs = (whose: Holder, certNo: string): string | null => {
  const typed = certNo.trim().toUpperCase()
  if (typed === '' || typed === whose.certNo) return null
  return `这份材料是“${maskName(whose.name)}”的，和申请表上填的不是同一个人，请换一份。`
}
