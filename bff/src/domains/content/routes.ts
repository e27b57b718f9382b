import { contentRoutes, type Proposal, type Release } from '@shared/contract/content'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Sql } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { isRefused, refuse } from '../../platform/http/refused'
import type { StaffDirectory } from '../staff/port'
import { kindTitles, type Place, pathOf } from './kinds'
import type { Content } from './port'
import { openProposals, type ProposalRow } from './proposal-store'
import { makeProposals } from './proposals'
import { currentVersions, type ReleaseRow, releaseOf, versionsOf } from './release-store'
import type { Releases } from './releases'

interface Deps {
  db: Db
  clock: Clock
  releases: Releases
  staff: Pick<StaffDirectory, 'names'>
}

/** `staff:<id>` of a release → the id; null for the build and for commands. */
const staffIdIn = (who: string): string | null => (who.startsWith('staff:') ? who.slice('staff:'.length) : null)

/** Names for whoever stands in these rows, as colleagues see them. */
async function whoIsWho(sql: Sql, staff: Deps['staff'], rows: readonly string[]) {
  const ids = [...new Set(rows.flatMap((who) => staffIdIn(who) ?? []))]
  const names = await staff.names(sql, ids)
  return (who: string): string => {
    if (who === 'build') return '系统自带'
    const staffId = staffIdIn(who)
    return staffId ? (names.get(staffId) ?? '已停用的账号') : who.replace(/^command:/, '命令行：')
  }
}

async function presentReleases(sql: Sql, staff: Deps['staff'], rows: ReleaseRow[]): Promise<Release[]> {
  const name = await whoIsWho(
    sql,
    staff,
    rows.flatMap(({ author, reviewer }) => [author, reviewer])
  )
  return rows.map(({ kind, id, version, hash, author, reviewer, restores, published_at }) => ({
    ...{ kind, contentId: id, version, hash, restores },
    author: name(author),
    reviewer: name(reviewer),
    publishedAt: instantText(published_at)
  }))
}

async function presentProposals(
  sql: Sql,
  staff: Deps['staff'],
  rows: ProposalRow[],
  staffId: string
): Promise<Proposal[]> {
  const name = await whoIsWho(
    sql,
    staff,
    rows.map(({ author }) => `staff:${author}`)
  )
  return rows.map(({ id, kind, content_id, reason, state, author, note, revision, updated_at }) => ({
    ...{ id, kind, contentId: content_id, reason, state, note, revision },
    author: name(`staff:${author}`),
    mine: author === staffId,
    updatedAt: instantText(updated_at)
  }))
}

const placeOfParams = ({ kind, contentId }: { kind: string; contentId: string }): Place => ({ kind, id: contentId })

const titleOf = (content: Content, { kind, contentId }: Release): string =>
  (kind === 'service' ? content.services.get(contentId)?.guide.name : undefined) ?? contentId

/** What is not published yet is for those who write and publish. */
const maySee = (roles: readonly string[]): boolean => roles.includes('editor') || roles.includes('publisher')

const only = <T>([one]: T[]): T => {
  if (!one) throw new Error('one row became none')
  return one
}

/** Content releases at the desk. */
export function bindContent(deps: Deps) {
  const { db, staff, releases } = deps
  const proposals = makeProposals(deps)
  const oneRelease = async (sql: Sql, row: ReleaseRow) => only(await presentReleases(sql, staff, [row]))
  const oneProposal = async (sql: Sql, row: ProposalRow, staffId: string) =>
    only(await presentProposals(sql, staff, [row], staffId))
  /** Whoever has published is answered when it is served here; a look that fails is made good by the next, seconds later. */
  const served = async <T>(answer: T): Promise<T> => {
    await releases.refresh().catch(() => undefined)
    return answer
  }
  return bind('content', contentRoutes, {
    listContent: async (_input, { caller }) => ({
      kinds: kindTitles(),
      items: (await presentReleases(db, staff, await currentVersions(db))).map((one) => ({
        ...one,
        title: titleOf(releases.content, one)
      })),
      proposals: maySee(caller.roles) ? await presentProposals(db, staff, await openProposals(db), caller.staffId) : []
    }),
    showContent: async ({ params }) => {
      const place = placeOfParams(params)
      if (!pathOf(place)) return refuse('not_found')
      const current = await releaseOf(db, place)
      const versions = await presentReleases(db, staff, await versionsOf(db, place))
      return { body: current?.body ?? '', inForce: current?.version ?? 0, versions }
    },
    exportContent: async ({ params }) => {
      const place = placeOfParams(params)
      const path = pathOf(place)
      const found = await releaseOf(db, place, Number(params.version))
      return path && found ? { path, body: found.body } : refuse('not_found')
    },
    checkContent: async ({ params, body }) => proposals.check({ ...placeOfParams(params), body: body.body }),
    propose: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await proposals.propose(tx, caller.staffId, { ...placeOfParams(params), ...body })
        return isRefused(row) ? row : oneProposal(tx, row, caller.staffId)
      }),
    showProposal: async ({ params }, { caller }) => {
      if (!maySee(caller.roles)) return refuse('not_found')
      const found = await proposals.show(params.proposalId)
      if (isRefused(found)) return found
      return {
        proposal: await oneProposal(db, found.row, caller.staffId),
        body: found.row.body,
        checked: found.checked
      }
    },
    withdrawProposal: async ({ params }, { caller }) => {
      const row = await proposals.withdraw(caller.staffId, params.proposalId)
      return isRefused(row) ? row : oneProposal(db, row, caller.staffId)
    },
    returnProposal: async ({ params, body }, { caller }) => {
      const row = await proposals.giveBack(params.proposalId, body.note)
      return isRefused(row) ? row : oneProposal(db, row, caller.staffId)
    },
    publishProposal: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await proposals.publish(tx, caller.staffId, params.proposalId, body)
        return isRefused(row) ? row : oneRelease(tx, row)
      }).then(served),
    rollbackContent: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await proposals.rollback(tx, caller.staffId, placeOfParams(params), body)
        return isRefused(row) ? row : oneRelease(tx, row)
      }).then(served)
  })
}
