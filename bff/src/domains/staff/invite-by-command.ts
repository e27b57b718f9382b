import { mayHold, type Role, role } from '@shared/contract/desk'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { makeAudit } from '../../platform/http/audit'
import { newId } from '../../platform/new-id'
import { inviteAgain, inviteNew } from './invitations'
import { accountByLogin, endSessionsOf, lockAccount } from './store'

const request = z.object({
  login: z.string().check(z.regex(/^[a-z][a-z0-9._-]{2,31}$/, 'login: 3 to 32 of a-z 0-9 . _ -')),
  department: z.string().check(z.minLength(1, 'department: an id of departments.yaml')),
  roles: z.array(role),
  title: z.optional(z.string().check(z.minLength(2)))
})

const TITLES = {
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
  clerk: '窗口受理人员',
  reviewer: '审核人员',
  head: '部门负责人',
  editor: '内容编辑',
  publisher: '内容发布人员',
  gate: '核验人员'
} as const satisfies Record<Role, string>

interface Ground {
  db: Db
  clock: Clock
  /** where browsers reach us */
  url: string
}

/** Address of the page where an invited person sets the account up. The token stands behind #: no server log sees it. */
export const invitationUrl = (url: string, token: string): string =>
  `${url}/#/packages/desk/pages/invitation/index?token=${token}`

async function prepare(tx: Tx, clock: Clock, wanted: z.output<typeof request>) {
  const known = await accountByLogin(tx, wanted.login)
  if (known) {
    await lockAccount(tx, known.id)
    await endSessionsOf(tx, known.id, clock.now())
    return inviteAgain(tx, clock, known.id, wanted.roles)
  }
  const title = wanted.title ?? TITLES[wanted.roles[0] ?? 'clerk']
  return inviteNew(tx, clock, { ...wanted, id: newId(), title })
}

/**
 * `npm run system -- staff-invite '{"login":"…","department":"…","roles":["system"]}'`: whoever owns the machine makes
 * the first administrators, or lets one in again who lost the second factor (title and department stay as they are).
 * Gives the one-time link, good for 24 h.
 * Throws with a line to act on.
 */
export async function inviteByCommand({ db, clock, url }: Ground, argument: string) {
  const parsed = z.safeParse(request, json(argument))
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  if (!mayHold(parsed.data.roles))
    throw new Error('roles: system, security and audit are kept apart, from each other and from every other role')
  const made = await db.tx((tx) => prepare(tx, clock, parsed.data))
  if (!made) throw new Error('the login was taken a moment ago; try again')
  const by = { requestId: 'command', route: 'command.staff-invite', caller: `staff:${made.account.id}` }
  await makeAudit(db, clock)({ ...by, outcome: 'done' })
  return { link: invitationUrl(url, made.token), endsAt: made.endsAt }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('staff-invite needs JSON: {"login":"…","department":"…","roles":["system"]}')
  }
}

const TRIAL: readonly Role[] = ['system', 'security', 'audit']

/** For a development start with a sandbox: a link per administrator nobody has set up yet, so that the desk can be tried. */
export async function trialInvitations(ground: Ground, department: string): Promise<{ role: string; link: string }[]> {
  const links: { role: string; link: string }[] = []
  for (const one of TRIAL) {
    const known = await accountByLogin(ground.db, one)
    if (known && known.state !== 'invited') continue
    const { link } = await inviteByCommand(ground, JSON.stringify({ login: one, department, roles: [one] }))
    links.push({ role: TITLES[one], link })
  }
  return links
}
