import { instantText } from '../../platform/clock/instant-text'
import type { Sql, Tx } from '../../platform/db/db'
import type { Holding } from '../rights/port'
import type { CitizenSeals, Persons } from './port'
import { KINDS } from './review-paper'
import { reviewsOf } from './review-store'
import { openPaper, reasonPlace } from './reviews'

const APPS = { 'mini-program': '微信小程序', 'official-account': '微信公众号' } as const
const CERTIFICATES = { 'id-card': '居民身份证', ...KINDS } as const
const REVIEWS = { waiting: '等待核验', approved: '已通过', refused: '未通过' } as const

/** Rows that hold something of a person, children before parents. `identity_citizens` itself stays, without its key. */
const TABLES = [
  ['identity_reviews', 'citizen_id'],
  ['identity_real_names', 'citizen_id'],
  ['identity_phones', 'citizen_id'],
  ['identity_ykb_accounts', 'citizen_id'],
  ['identity_wechat_accounts', 'citizen_id'],
  ['identity_known_devices', 'citizen_id'],
  ['identity_face_checks', 'citizen_id'],
  ['identity_sms_codes', 'asked_by'],
  ['identity_sessions', 'citizen_id'],
  ['identity_sessions', 'owner_id']
] as const

/** Who a person is: everything 我的身份 shows masked, here in full. */
export function makeIdentityHolding({ persons, seals }: { persons: Persons; seals: CitizenSeals }): Holding {
  const person = async (sql: Sql, ownerId: string) => {
    const known = await persons.verified(sql, ownerId)
    const phone = await persons.phone(sql, ownerId)
    return [
      { label: '账户编号', value: ownerId },
      ...(phone ? [{ label: '手机号', value: phone }] : []),
      ...(known
        ? [
            { label: '姓名', value: known.name },
            { label: CERTIFICATES[known.certificate], value: known.idNumber },
            { label: '出生日期', value: known.birthDay }
          ]
        : [])
    ]
  }

  const wechat = async (sql: Sql, ownerIds: readonly string[]) => {
    const rows = await sql.query<{
      app: 'mini-program' | 'official-account'
      openid_index: string
      openid_sealed: string
      citizen_id: string
    }>(
      'select app, openid_index, openid_sealed, citizen_id from identity_wechat_accounts where citizen_id = any($1) order by app',
      [ownerIds]
    )
    return Promise.all(
      rows.map(async (row) => [
        {
          label: `${APPS[row.app]}标识`,
          value: (await seals.of(sql, row.citizen_id)).open(
            row.openid_sealed,
            `identity_wechat_accounts.openid:${row.app}:${row.openid_index}`
          )
        }
      ])
    )
  }

  const reviews = async (sql: Sql, ownerIds: readonly string[]) =>
    Promise.all(
      (await reviewsOf(sql, ownerIds)).map(async (row) => {
        const seal = await seals.of(sql, row.citizen_id)
        const said = await openPaper(seals, sql, row)
        return [
          { label: '核验', value: KINDS[row.kind] },
          { label: '姓名', value: said.name },
          { label: '证件号', value: said.number },
          { label: '出生日期', value: said.birthDay },
          ...(said.nationality ? [{ label: '国籍', value: said.nationality }] : []),
          { label: '状态', value: REVIEWS[row.state] },
          ...(row.reason_sealed ? [{ label: '原因', value: seal.open(row.reason_sealed, reasonPlace(row.id)) }] : [])
        ]
      })
    )

  const devices = async (sql: Sql, ownerIds: readonly string[]) =>
    (
      await sql.query<{ device: string; created_at: Date }>(
        'select device, created_at from identity_sessions where citizen_id = any($1) order by created_at',
        [ownerIds]
      )
    ).map((row) => [{ label: instantText(row.created_at), value: row.device || '未知设备' }])

  const erase = async (tx: Tx, ownerId: string) => {
    const files = await tx.query<{ id: string }>(
      'delete from identity_review_files where citizen_id = $1 returning id',
      [ownerId]
    )
    for (const [table, column] of TABLES) await tx.query(`delete from ${table} where ${column} = $1`, [ownerId])
    return { files: files.map((file) => file.id) }
  }

  return {
    export: async (sql, ownerIds) => [
      { title: '我的身份', entries: await Promise.all(ownerIds.slice(0, 1).map((id) => person(sql, id))) },
      { title: '微信', entries: await wechat(sql, ownerIds) },
      { title: '人工核验', entries: await reviews(sql, ownerIds) },
      { title: '登录过的设备', entries: await devices(sql, ownerIds) }
    ],
    erase
  }
}
