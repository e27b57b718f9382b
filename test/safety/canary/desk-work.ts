import type { Role } from '@shared/contract/desk'
import { tasksRoutes } from '@shared/contract/tasks'
import { type ReviewKind, verificationRoutes } from '@shared/contract/verification'
import type { Citizen } from '../../support/citizen'
import { type Clerk, makeClerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'
import { tellingPhoto } from './act'
import { TEXTS } from './canaries'

/** One more member of staff; the outside systems live at the same time as their authenticator. */
export async function oneMore(product: TestProduct, login: string, role: Role, department: string): Promise<Clerk> {
  const before = product.clock.now().getTime()
  const clerk = await makeClerk(product, login, [role], department)
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - before })
  return clerk
}

/** A photo of a paper for a manual review; its id. */
async function uploadPaper(product: TestProduct, citizen: Citizen): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([tellingPhoto()]), TEXTS.paperFile)
  const reply = await fetch(`${product.url}${verificationRoutes.uploadReviewFile.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${citizen.token()}` },
    body: form
  })
  return JSON.parse(await reply.text()).id
}

export async function askReview(
  product: TestProduct,
  citizen: Citizen,
  kind: ReviewKind,
  paper: { name: string; number: string; birthDay: string; nationality?: string }
) {
  const fileIds = [await uploadPaper(product, citizen)]
  return given('review', await citizen.call(verificationRoutes.askReview, { body: { ...paper, kind, fileIds } }))
}

/** The clerk takes the task of this kind, looks at everything in it, and decides. */
export async function decide(clerk: Clerk, kind: string, decision: string, reason: string): Promise<void> {
  const { body } = await clerk.call(tasksRoutes.listTasks, { query: {} })
  const taskId = body.items.find((task) => task.kind === kind && task.state === 'open')?.id ?? ''
  await clerk.call(tasksRoutes.takeTask, { params: { taskId } })
  const { body: shown } = await clerk.call(tasksRoutes.showTask, { params: { taskId } })
  for (const { id: fileId } of shown.subject?.files ?? [])
    await clerk.call(tasksRoutes.showTaskFile, { params: { taskId, fileId } })
  await clerk.check()
  const decided = await clerk.call(tasksRoutes.decideTask, { params: { taskId }, body: { decision, reason } })
  if (decided.error) throw new Error(`${kind}: ${JSON.stringify(decided)}`)
}
