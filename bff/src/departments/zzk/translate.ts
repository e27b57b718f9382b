import type * as z from 'zod/mini'
import type { HeldCertificate } from '../../domains/certificates/port'
import type { LibraryCertificate } from '../../domains/services/port'
import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { type zzkCertificate, zzkFile, zzkList } from './wire'

const kinds = new Map<string, LibraryCertificate['kind']>([
  ['居民身份证', 'id-card'],
  ['居民户口簿', 'household'],
  ['残疾人证', 'disability'],
  ['营业执照', 'business-licence'],
  ['不动产权证书', 'property']
])
const states = new Map<string, LibraryCertificate['state']>([
  ['1', 'valid'],
  ['2', 'expired'],
  ['3', 'cancelled']
])
/** Their names of entries we use; others are left where they are. */
const entries = new Map([
  ['姓名', 'name'],
  ['公民身份号码', 'idNumber'],
  ['户籍街道', 'street'],
  ['残疾等级', 'grade'],
  ['名称', 'enterpriseName'],
  ['统一社会信用代码', 'creditCode'],
  ['坐落', 'location']
])

const troubles = new Map<string, UnavailableReason>([
  ['-1', 'busy'],
  ['1001', 'credentials'],
  ['1002', 'clock'],
  // each attempt has a requestId of its own, so something between us repeats requests
  ['1003', 'garbage'],
  ['1004', 'credentials']
])
const readOpened = codedAnswers({ done: '0', troubles, refusals: new Set(['2001', '2002']) })

const day = (text: string): string => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
const clock = (text: string): string => `${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12, 14)}`
/** The library writes Beijing time. */
const changedAt = (text: string): Date => new Date(`${day(text)}T${clock(text)}+08:00`)

function toCertificate(one: z.output<typeof zzkCertificate>): LibraryCertificate[] {
  const kind = kinds.get(one.zzlx)
  const state = states.get(one.zt)
  // a kind nothing here asks for, or a state we have no word for: never used
  if (!kind || !state) return []
  return [
    {
      id: one.zzbs,
      kind,
      name: one.zzmc,
      holderNumber: one.czztdm,
      updatedAt: changedAt(one.gxsj),
      validUntil: one.yxqz && day(one.yxqz),
      state,
      entries: Object.fromEntries(
        Object.entries(one.zzxx).flatMap(([theirs, value]) => {
          const ours = entries.get(theirs)
          return ours && value ? [[ours, value] as const] : []
        })
      )
    }
  ]
}

/** Reads the opened answer to ZZ_LIST. */
export const readList = readOpened(zzkList, ({ list }): Verdict<LibraryCertificate[]> => {
  return { kind: 'ok', value: list.flatMap(toCertificate) }
})

const heldStates = { valid: 'valid', expired: 'expired', cancelled: 'withdrawn' } as const

/** Reads the same answer for 我的证照: every kind counts; a state we have no word for is left out. */
export const readHeld = readOpened(zzkList, ({ list }): Verdict<HeldCertificate[]> => {
  const value = list.flatMap((one) => {
    const state = states.get(one.zt)
    if (!state) return []
    const { zzbs: id, zzmc: name, fzjg: issuer, czztdm: holderNumber } = one
    const days = { updatedAt: changedAt(one.gxsj), validUntil: one.yxqz && day(one.yxqz) }
    return [{ id, name, issuer, holderNumber, ...days, state: heldStates[state] }]
  })
  return { kind: 'ok', value }
})

/** Reads the opened answer to ZZ_FILE; anything but a PDF is not taken over. */
export const readFile = readOpened(zzkFile, ({ content }): Verdict<Buffer> => {
  const bytes = Buffer.from(content, 'base64')
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? { kind: 'ok', value: bytes } : unreadable('pdf')
})
