import type { ChosenWay, Collection, CollectWay } from '@shared/contract/collections'
import { checkPersonName, maskName } from '@shared/values/person-name'
import { checkPhone, maskPhone } from '@shared/values/phone'
import * as z from 'zod/mini'
import { instantText } from '../../../platform/clock/instant-text'
import type { Sql } from '../../../platform/db/db'
import type { Acceptance } from '../../content/port'
import type { CitizenSeal } from '../../identity/port'
import type { CaseRow } from '../case-store'
import type { KeptDefinition } from '../kept-form'
import { collectionRow } from './store'

const postAddress = z.object({ name: z.string(), phone: z.string(), address: z.string() })
const sentParcel = z.object({ carrier: z.string(), number: z.string() })

export const toPlace = (caseId: string) => `services_collections.to:${caseId}`
export const parcelPlace = (caseId: string) => `services_collections.parcel:${caseId}`

/** What an item offers for the paper of its result; nothing where a department's system decides. */
export const waysOf = ({ acceptance }: { acceptance: KeptDefinition['acceptance'] | Acceptance }): CollectWay[] =>
  'local' in acceptance ? (acceptance.collect ?? []) : []

export const offers = (definition: Parameters<typeof waysOf>[0], way: ChosenWay['way']): boolean =>
  way === 'none' ? waysOf(definition).length > 0 : waysOf(definition).includes(way)

type PostAddress = z.output<typeof postAddress>

/** As it was checked: without blanks, with one kind of dot. */
function tidy({ name, phone, address }: PostAddress): PostAddress {
  const [checkedName, checkedPhone] = [checkPersonName(name), checkPhone(phone)]
  return {
    name: checkedName.ok ? checkedName.value : name,
    phone: checkedPhone.ok ? checkedPhone.value : phone,
    address
  }
}

export const sealTo = (seal: CitizenSeal, to: PostAddress, place: string): string =>
  seal.seal(JSON.stringify(tidy(to)), place)

const opened = <S extends z.ZodMiniType>(
  seal: CitizenSeal,
  schema: S,
  sealed: string | null | undefined,
  place: string
) => (sealed ? schema.parse(JSON.parse(seal.open(sealed, place))) : null)

export const openTo = (seal: CitizenSeal, sealed: string | null | undefined, place: string) =>
  opened(seal, postAddress, sealed, place)

/** How the result of a case is to be collected, opened; null = the item offers nothing. */
export async function openCollection(sql: Sql, seal: CitizenSeal, found: CaseRow, kept: KeptDefinition) {
  const ways = waysOf(kept)
  if (ways.length === 0) return null
  const row = await collectionRow(sql, found.id)
  return {
    ways,
    row,
    ended: found.state === 'refused' || found.state === 'withdrawn',
    to: openTo(seal, row?.to_sealed, toPlace(found.id)),
    parcel: opened(seal, sentParcel, row?.parcel_sealed, parcelPlace(found.id))
  }
}
export type OpenedCollection = NonNullable<Awaited<ReturnType<typeof openCollection>>>

/** The name of the district and street stay, the rest is hidden. */
const maskAddress = (address: string) => `${Array.from(address).slice(0, 6).join('')}****`

const LABELS = { open: '还没有选择', posted: '已寄出', collected: '已领取' } as const

const ASKED = { post: '等待寄出', window: '等待领取', none: '不要纸质结果' } as const

const labelOf = (row: OpenedCollection['row']) =>
  row?.state === 'asked' ? ASKED[row.way] : LABELS[row?.state ?? 'open']

export const maskTo = (to: PostAddress) => ({
  name: maskName(to.name),
  phone: maskPhone(to.phone),
  address: maskAddress(to.address)
})

export const presentCollection = ({ ways, row, ended, to, parcel }: OpenedCollection): Collection => ({
  ways,
  way: row?.way ?? null,
  state: row?.state ?? 'open',
  stateLabel: labelOf(row),
  changeable: !ended && (row === null || row.state === 'asked'),
  to: to && maskTo(to),
  parcel,
  settledAt: row?.settled_at ? instantText(row.settled_at) : null
})

const WAYS = { post: '邮寄', window: '到窗口领取', none: '不要纸质结果' } as const

/** How the paper is wanted, in full; of a case or of a draft. */
export const wayLines = (way: keyof typeof WAYS, to: PostAddress | null) => [
  { label: '结果领取方式', value: WAYS[way] },
  ...(to
    ? [
        { label: '收件人', value: to.name },
        { label: '收件人电话', value: to.phone },
        { label: '收件地址', value: to.address }
      ]
    : [])
]

/** In full, for who may read it: the owner's copy of their data, and a clerk who names a reason. */
export const collectionLines = (opened: OpenedCollection | null) => [
  ...(opened?.row ? wayLines(opened.row.way, opened.to) : []),
  ...(opened?.parcel ? [{ label: '快递', value: `${opened.parcel.carrier} ${opened.parcel.number}` }] : [])
]
