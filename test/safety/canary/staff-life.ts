import { staffRoutes } from '@shared/contract/desk'
import { tasksRoutes } from '@shared/contract/tasks'
import { type Clerk, makeClerk, PASSWORD, takeUp } from '../../support/clerk'
import type { TestProduct } from '../../support/start-product'

const OFFICE = 'government-services'

/** The three administrators and a clerk: accounts made and closed, rights given, the audit log read. */
export async function staffLife(product: TestProduct, clerk: Clerk): Promise<void> {
  const system = await makeClerk(product, 'canary-system', ['system'], OFFICE)
  const body = { login: 'canary-new', department: OFFICE, title: '窗口人员' }
  const { body: invited } = await system.call(staffRoutes.invite, { body })
  const fresh = await takeUp(product, invited.token)
  await system.call(staffRoutes.listAccounts, {})

  const security = await makeClerk(product, 'canary-security', ['security'], OFFICE)
  const params = { accountId: fresh.me.staffId }
  await security.call(staffRoutes.listRoles, {})
  await security.call(staffRoutes.assignRoles, { params, body: { roles: ['reviewer'] } })
  await system.check()
  await system.call(staffRoutes.resetAccount, { params })
  await system.call(staffRoutes.disableAccount, { params })

  const audit = await makeClerk(product, 'canary-audit', ['audit'], OFFICE)
  await audit.call(staffRoutes.readAudit, { query: {} })

  await clerk.signIn()
  await clerk.check()
  await clerk.call(staffRoutes.me, {})
  const { body: queue } = await clerk.call(tasksRoutes.listTasks, { query: {} })
  const task = { taskId: queue.items[0]?.id ?? '' }
  await clerk.call(tasksRoutes.takeTask, { params: task })
  await clerk.call(tasksRoutes.showTask, { params: task })
  await clerk.call(tasksRoutes.releaseTask, { params: task })
  const change = { password: PASSWORD, newPassword: `${PASSWORD}-2`, code: clerk.code() }
  await clerk.call(staffRoutes.changePassword, { body: change })
  await clerk.call(staffRoutes.signOut, {})
}
