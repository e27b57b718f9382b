import { formFields } from '@shared/contract/form'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import { sm3 } from '../../../platform/gm/sm3'
import { isRefused, refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { Content } from '../../content/port'
import type { CitizenSeals } from '../../identity/port'
import { type ActingCaller, reachOf } from '../../mandates/port'
import { mayActOn } from '../acting-scope'
import { answersSeal } from '../answers-seal'
import type { Catalogue } from '../catalogue'
import { openDraftOf } from '../draft-store'
import { dateLooseFile, fileOf, insertFile } from '../file-store'
import { isPaper, textOf } from './handed-in-papers'
import { notTheirs, openHolder } from './holder'
import { checkedDay, expiredBy } from './paper-day'
import {
  dateMaterialRow,
  deleteMaterial,
  insertUse,
  type MaterialWithFile,
  materialOf,
  materialsOf,
  usesOf
} from './store'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  catalogue: Catalogue
  content: Pick<Content, 'documents'>
}

/** Where a paper is wanted. */
interface Wanted {
  serviceId: string
  field: string
}

/** Somebody who acts for a relative uses none of their papers: those are shown to nobody but whose they are. */
const barred = (caller: ActingCaller) => caller.capacity.kind === 'proxy'

/** 我的材料: what was handed in once, and may be used again by whoever handed it in. */
export function makeMyMaterials({ db, clock, seals, files, catalogue, content }: Deps) {
  const opened = async (sql: Sql, rows: MaterialWithFile[]) => {
    const uses = await usesOf(
      sql,
      rows.map(({ id }) => id)
    )
    return Promise.all(
      rows.map(async (row) => ({
        row,
        kind: content.documents.get(row.document) ?? null,
        holder: row.holder_sealed ? openHolder(await seals.of(sql, row.citizen_id), row.id, row.holder_sealed) : null,
        fileName: (await seals.of(sql, row.file_owner)).open(row.name_sealed, `services_files.name:${row.file_id}`),
        expired: expiredBy(row.valid_until, clock.today()) !== null,
        uses: uses.filter(({ material_id }) => material_id === row.id)
      }))
    )
  }
  type Opened = Awaited<ReturnType<typeof opened>>[number]

  const mine = async (caller: ActingCaller, materialId: string) => {
    const row = barred(caller) ? null : await materialOf(db, caller.ownerIds, materialId)
    if (!row) return refuse('not_found')
    if (!mayActOn(caller, row.service_id)) return refuse('out_of_scope')
    const [only] = await opened(db, [row])
    return only ?? refuse('not_found')
  }

  /** The ID number of whom the begun application is about; '' = not told yet. */
  const applicantOf = async (caller: ActingCaller, serviceId: string): Promise<string> => {
    const acceptance = catalogue.definition(serviceId)?.acceptance
    const draft = acceptance && (await openDraftOf(db, caller.ownerIds, serviceId))
    if (!draft) return ''
    const seal = answersSeal(await seals.of(db, draft.citizen_id), `services_drafts.answers:${draft.id}`)
    return textOf(seal.open(draft.answers_sealed), acceptance.certNoField)
  }

  /** Why this paper does not fit there; null = it does. */
  const misfit = async (caller: ActingCaller, { row, kind, holder }: Opened, { serviceId, field: fieldId }: Wanted) => {
    const form = catalogue.definition(serviceId)?.form
    const field = form ? formFields(form).find(({ id }) => id === fieldId) : undefined
    if (!isPaper(field)) return '这一项不能用以前传过的材料，请重新上传。'
    if (field.document !== row.document) return `这里要的是“${field.label}”，这份是“${kind?.name ?? '别的材料'}”。`
    const expired = expiredBy(row.valid_until, clock.today())
    return expired || !holder ? expired : notTheirs(holder, await applicantOf(caller, serviceId))
  }

  const copied = async (caller: ActingCaller, { row, fileName }: Opened, serviceId: string) => {
    if (row.scan === 'infected') return refuse('file_infected')
    const sealed = await files.get(row.file_id)
    if (!sealed) return refuse('not_found')
    const bytes = (await seals.of(db, row.file_owner)).openBytes(sealed, `services_files:${row.file_id}`)
    const seal = await seals.of(db, caller.ownerId)
    const id = newId()
    await files.put(id, seal.sealBytes(bytes, `services_files:${id}`))
    await db.tx(async (tx) => {
      await insertFile(tx, {
        ...{ id, citizen_id: caller.ownerId, type: row.type, bytes: row.bytes, created_at: clock.now() },
        name_sealed: seal.seal(fileName, `services_files.name:${id}`),
        sm3: sm3(bytes).toString('hex'),
        ...{ valid_until: row.valid_until, scan: row.scan }
      })
      await insertUse(tx, { fileId: id, materialId: row.id, serviceId, at: clock.now() })
    })
    return { id, name: fileName, bytes: row.bytes, type: row.type, validUntil: row.valid_until }
  }

  return {
    opened,
    /** Refused: out_of_scope. */
    list: async (caller: ActingCaller, document: string | null) =>
      barred(caller)
        ? refuse('out_of_scope')
        : opened(db, await materialsOf(db, caller.ownerIds, { document, reach: reachOf(caller) })),
    /** Refused: not_found, out_of_scope, form_invalid (at the field: why not). */
    use: async (caller: ActingCaller, materialId: string, wanted: Wanted) => {
      const found = await mine(caller, materialId)
      if (isRefused(found)) return found
      if (!mayActOn(caller, wanted.serviceId)) return refuse('out_of_scope')
      const problem = await misfit(caller, found, wanted)
      return problem ? refuse('form_invalid', { [wanted.field]: problem }) : copied(caller, found, wanted.serviceId)
    },
    /** Refused: not_found, out_of_scope, form_invalid. */
    date: async (caller: ActingCaller, materialId: string, validUntil: string | null) => {
      const found = await mine(caller, materialId)
      if (isRefused(found)) return found
      const checked = checkedDay(validUntil)
      if (isRefused(checked)) return checked
      await dateMaterialRow(db, materialId, checked.day)
      return mine(caller, materialId)
    },
    /** Refused: not_found, out_of_scope. */
    forget: async (caller: ActingCaller, materialId: string) => {
      const found = await mine(caller, materialId)
      if (isRefused(found)) return found
      await deleteMaterial(db, materialId)
      return true
    },
    /** Refused: not_found, out_of_scope, form_invalid, conflict (it is handed in). */
    dateFile: async (caller: ActingCaller, fileId: string, validUntil: string | null) => {
      const row = await fileOf(db, caller.ownerIds, fileId)
      if (!row) return refuse('not_found')
      if (!(row.service_id ? mayActOn(caller, row.service_id) : reachOf(caller)?.length !== 0))
        return refuse('out_of_scope')
      if (row.case_id) return refuse('conflict')
      const checked = checkedDay(validUntil)
      if (isRefused(checked)) return checked
      await dateLooseFile(db, fileId, checked.day)
      const name = (await seals.of(db, row.citizen_id)).open(row.name_sealed, `services_files.name:${row.id}`)
      return { id: row.id, name, bytes: row.bytes, type: row.type, validUntil: checked.day }
    }
  }
}
export type MyMaterials = ReturnType<typeof makeMyMaterials>
export type OpenedMaterial = Awaited<ReturnType<MyMaterials['opened']>>[number]
