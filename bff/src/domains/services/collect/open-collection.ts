import type { Collection } from '@shared/contract/collections'
import { maskName } from '@shared/values/person-name'
import { maskPhone } from '@shared/values/phone'
import * as z from 'zod/mini'
import { instantText } from '../../../platform/clock/instant-text'
import type { Sql } from '../../../platform/db/db'
import type { CitizenSeal } from '../../identity/port'
import type { CaseRow } from '../case-store'
import type { KeptDefinition } from '../kept-form'
import { collectionRow } from './store'

const postAddress = z.object({ name: z.string(), phone: z.string(), address: z.string() })
const sentParcel = z.object({ carrier: z.string(), number: z.string() })

export const toPlace = (caseId: string) => `services_collections.to:${caseId}`
export const parcelPlace = (caseId: string) => `services_collections.parcel:${caseId}`

/** What an item offers for the paper of its result; nothing where a department's system decides. */
export const waysOf = ({ acceptance }: Pick<KeptDefinition, 'acceptance'>) =>
  'local' in acceptance ? (acceptance.collect ?? []) : []

/** How the result of a case is to be collected, opened; null = the item offers nothing. */
export async function openCollection(sql: Sql, seal: CitizenSeal, found: CaseRow, kept: KeptDefinition) {
  const ways = waysOf(kept)
  if (ways.length === 0) return null
  const row = await collectionRow(sql, found.id)
  const open = <S extends z.ZodMiniType>(schema: S, sealed: string | null | undefined, place: string) =>
    sealed ? schema.parse(JSON.parse(seal.open(sealed, place))) : null
  return {
    ways,
    row,
    ended: found.state === 'refused' || found.state === 'withdrawn',
    to: open(postAddress, row?.to_sealed, toPlace(found.id)),
    parcel: open(sentParcel, row?.parcel_sealed, parcelPlace(found.id))
  }
}
export type OpenedCollection = NonNullable<Awaited<ReturnType<typeof openCollection>>>

/** The name of the district and street stay, the rest is hidden. */
const maskAddress = (address: string) => `${Array.from(address).slice(0, 6).join('')}****`

const LABELS = { open: '还没有选择', asked: '等待领取', posted: '已寄出', collected: '已领取' } as const

const labelOf = (row: OpenedCollection['row']) =>
  row?.state === 'asked' && row.way === 'post' ? '等待寄出' : LABELS[row?.state ?? 'open']

export const presentCollection = ({ ways, row, ended, to, parcel }: OpenedCollection): Collection => ({
  ways,
  way: row?.way ?? null,
  state: row?.state ?? 'open',
  stateLabel: labelOf(row),
  changeable: !ended && (row === null || row.state === 'asked'),
  to: to && { name: maskName(to.name), phone: maskPhone(to.phone), address: maskAddress(to.address) },
  parcel,
  settledAt: row?.settled_at ? instantText(row.settled_at) : null
})

/** In full, for who may read it: the owner's copy of their data, and a clerk who names a reason. */
export const collectionLines = (opened: OpenedCollection | null) => [
  ...(opened?.row ? [{ label: '结果领取方式', value: opened.row.way === 'post' ? '邮寄' : '到窗口领取' }] : []),
  ...(opened?.to
    ? [
        { label: '收件人', value: opened.to.name },
        { label: '收件人电话', value: opened.to.phone },
        { label: '收件地址', value: opened.to.address }
      ]
    : []),
  ...(opened?.parcel ? [{ label: '快递', value: `${opened.parcel.carrier} ${opened.parcel.number}` }] : [])
]
