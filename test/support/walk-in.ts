import type { Answers } from '@shared/contract/form'
import { type Confirmation, type Intake, intakesRoutes } from '@shared/contract/intakes'
import * as z from 'zod/mini'
import { localItem } from './apply-local'
import { photo } from './citizen'
import type { Clerk } from './clerk'
import type { TestProduct } from './start-product'

/** Somebody with an ID card of the sandbox's register. */
export interface WalkIn {
  name: string
  idNumber: string
  phone: string
}

const uploaded = z.object({ id: z.string() })

/** A paper put under the scanner of the counter; its id. */
export async function scan(product: TestProduct, clerk: Clerk, intakeId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([photo()]), '扫描件.jpg')
  const reply = await fetch(`${product.url}/api/v1/desk/intakes/${intakeId}/files`, {
    method: 'POST',
    headers: { cookie: clerk.cookie(), origin: product.url },
    body: form
  })
  return uploaded.parse(await reply.json()).id
}

/** The clerk types what stands on the card. */
export const beginWith = (clerk: Clerk, { name, idNumber }: Pick<WalkIn, 'name' | 'idNumber'>) =>
  clerk.call(intakesRoutes.openIntake, { body: { serviceId: localItem.id, name, idNumber, presence: 'counter' } })

/** Every answer of 高龄津贴, papers scanned. */
export async function fillAtCounter(product: TestProduct, clerk: Clerk, intake: Intake, who: WalkIn): Promise<Answers> {
  const papers = [await scan(product, clerk, intake.id), await scan(product, clerk, intake.id)]
  return {
    ...{ name: who.name, citizenId: who.idNumber, phone: who.phone, street: '500103012' },
    ...{ bankName: '示例银行', bankCard: '6222020000000000000' },
    ...{ idFront: papers.slice(0, 1), household: papers.slice(1), cardPhoto: [await scan(product, clerk, intake.id)] },
    agreed: true
  }
}

export const handInFor = (clerk: Clerk, intake: Intake, answers: Answers, confirmation: Confirmation, key?: string) => {
  const agreed = intake.sharings.map(({ id }) => id)
  const body = { formVersion: intake.form.version, answers, agreed, confirmation }
  return clerk.call(intakesRoutes.handInIntake, { params: { intakeId: intake.id }, body }, key)
}
