import { feedbackRoutes } from '@shared/contract/feedback'
import { tasksRoutes } from '@shared/contract/tasks'
import type { Citizen } from '../../support/citizen'
import type { Clerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'
import { TEXTS } from './canaries'
import { oneMore } from './desk-work'

/** Whoever of them has the task of the rating looks at it and decides. */
export async function workRating(among: Clerk[], decision: string, reason: string): Promise<void> {
  for (const clerk of among) {
    const { body } = await clerk.call(tasksRoutes.listTasks, { query: { view: 'mine' } })
    const taskId = body.items.find(({ kind }) => kind.startsWith('rating'))?.id
    if (!taskId) continue
    const params = { taskId }
    await clerk.call(tasksRoutes.showTask, { params })
    await clerk.check()
    const done = await clerk.call(tasksRoutes.decideTask, { params, body: { decision, reason } })
    if (done.error) throw new Error(`${decision}: ${JSON.stringify(done)}`)
    return
  }
  throw new Error(`${decision}: nobody has the task`)
}

/** A bad rating: contacted, mended, checked by somebody else, and answered by the rater. */
export async function badRating(product: TestProduct, citizen: Citizen, caseId: string): Promise<void> {
  const first = await oneMore(product, 'canary-first', 'clerk', 'human-resources')
  const body = { level: 'bad' as const, reasons: ['slow'], text: TEXTS.story }
  given('rated', await citizen.call(feedbackRoutes.rateCase, { params: { caseId }, body }))
  const second = await oneMore(product, 'canary-second', 'reviewer', 'human-resources')
  await workRating([first], 'contacted', '我们正在核实。')
  await workRating([first], 'mended', '已经改好。')
  await workRating([second], 'passed', '')
  await second.call(feedbackRoutes.listBadRatings, { query: {} })
  await second.call(feedbackRoutes.showRatingFigures, { query: {} })
  given('rating', await citizen.call(feedbackRoutes.showRating, { params: { caseId } }))
  given('answer', await citizen.call(feedbackRoutes.answerMending, { params: { caseId }, body: { mended: true } }))
}
