import * as z from 'zod/mini'
import type { CivilDate } from '../values/civil-date'
import { checkPersonName } from '../values/person-name'
import { type Answer, type Answers, type Column, type Field, type Form, formFields, type Row, textsOf } from './form'
import { bad, type CheckedAnswer, checkLine, good } from './form-check-text'
import { columnsOf, type RowsField } from './form-family'
import { brokenRules } from './form-rules'
import { isBlank, shownForm } from './form-shown'
import { id } from './parts'

/** The one check of a form: the phone runs it while the citizen types, the server when the application is handed in. */

const fill = (label: string) => `请填写${label}。`
const choose = (label: string) => `请选择${label}。`
const missing: Record<Field['kind'], (label: string) => string> = {
  text: fill,
  'person-name': fill,
  'citizen-id': fill,
  phone: fill,
  number: fill,
  money: fill,
  'credit-code': fill,
  plate: fill,
  'bank-card': fill,
  table: fill,
  family: fill,
  'map-point': fill,
  choice: choose,
  street: choose,
  region: choose,
  date: choose,
  month: choose,
  choices: (label) => `请至少选择一项${label}。`,
  upload: (label) => `请上传${label}。`,
  signature: (label) => `请在${label}处签名。`,
  agreement: (label) => `请阅读并同意《${label}》。`
}

const malformed = (f: Pick<Field, 'label'>) => bad(`${f.label}的格式不对，请重新填写。`)
type Of<K extends Field['kind']> = Extract<Field, { kind: K }>

function checkFiles(f: Of<'upload' | 'signature'>, ids: string[]): CheckedAnswer {
  const most = f.kind === 'upload' ? f.maxFiles : 1
  if (ids.length > most) return bad(`${f.label}最多 ${most} 个文件。`)
  return ids.every((one) => z.safeParse(id, one).success) ? good(ids) : bad(`${f.label}没有传好，请重新上传。`)
}

/** A file that comes later, or a promise in its place, where the form allows it. */
function checkUpload(f: Of<'upload'>, value: Answer): CheckedAnswer {
  if (typeof value === 'object' && 'instead' in value) {
    if (value.instead === 'later' ? !f.later : !f.promise) return bad(missing.upload(f.label))
    return value.agreed ? good(value) : bad(`请阅读并勾选${f.label}的承诺。`)
  }
  return Array.isArray(value) && textsOf(value).length === value.length ? checkFiles(f, textsOf(value)) : malformed(f)
}

function checkSignature(f: Of<'signature'>, value: Answer): CheckedAnswer {
  if (typeof value !== 'object' || !('signedName' in value))
    return Array.isArray(value) && textsOf(value).length === value.length ? checkFiles(f, textsOf(value)) : malformed(f)
  const name = checkPersonName(value.signedName)
  if (!name.ok) return name
  return value.confirmed
    ? good({ signedName: name.value, confirmed: true })
    : bad(`请勾选${f.label}下面的“这是我本人的签名”。`)
}

function checkPoint(f: Of<'map-point'>, value: Answer): CheckedAnswer {
  if (typeof value === 'object' && 'crs' in value) {
    const address = value.address.trim()
    return address ? good({ ...value, address }) : bad(`请写明${f.label}的地址。`)
  }
  if (typeof value !== 'string') return malformed(f)
  const address = value.trim()
  const length = [...address].length
  if (length > 100) return bad(`${f.label}最多 100 个字，现在是 ${length} 个。`)
  return length < 5 ? bad(`请把${f.label}写全，写到门牌号或附近的标志。`) : good(address)
}

/** A row in its tidy form, or what is wrong with its first wrong column. */
function checkRow(columns: Column[], row: Row, today: CivilDate): CheckedAnswer<Row> & { column?: string } {
  const tidy: Row = {}
  for (const column of columns) {
    const checked = checkAnswer(column, row[column.id], today)
    if (!checked.ok) return { ...checked, column: column.label }
    if (typeof checked.value === 'string' || typeof checked.value === 'number') tidy[column.id] = checked.value
  }
  return good(tidy)
}

/** Rows left wholly empty do not count; the sentence names the row as it stands on the screen, and the column. */
function checkRows(f: RowsField, value: Answer, today: CivilDate): CheckedAnswer {
  if (!Array.isArray(value)) return malformed(f)
  const tidy: Row[] = []
  for (const [index, row] of value.entries()) {
    if (typeof row === 'string') return malformed(f)
    if (isBlank([row])) continue
    const checked = checkRow(columnsOf(f), row, today)
    if (!checked.ok) return bad(`${f.label}第 ${index + 1} 行的“${checked.column}”：${checked.reason}`)
    tidy.push(checked.value)
  }
  if (tidy.length < f.minRows) return bad(`${f.label}至少填 ${f.minRows} 行，现在是 ${tidy.length} 行。`)
  return tidy.length > f.maxRows ? bad(`${f.label}最多填 ${f.maxRows} 行，现在是 ${tidy.length} 行。`) : good(tidy)
}

function checkFilled(f: Field, value: Answer, today: CivilDate): CheckedAnswer {
  switch (f.kind) {
    case 'agreement':
      return value === true ? good(true) : bad(missing.agreement(f.label))
    case 'choices':
      if (!Array.isArray(value)) return malformed(f)
      return value.every((one) => f.options.some((o) => o.value === one))
        ? good(value)
        : bad(`请在列出的选项里选择${f.label}。`)
    case 'upload':
      return checkUpload(f, value)
    case 'signature':
      return checkSignature(f, value)
    case 'map-point':
      return checkPoint(f, value)
    case 'table':
    case 'family':
      return checkRows(f, value, today)
    default:
      return typeof value === 'string' || typeof value === 'number' ? checkLine(f, value, today) : malformed(f)
  }
}

/**
 * Checks one answer as of `today` (the civil day in Asia/Shanghai, from which month limits count); the value comes back
 * tidied (blanks trimmed, x of an ID number upper-case, an amount in 分), and a tidied value stays as it is.
 */
export function checkAnswer(
  f: Field,
  value: Answer | undefined,
  today: CivilDate
): CheckedAnswer | { ok: true; value: undefined } {
  if (value === undefined || isBlank(value))
    return f.required ? bad(missing[f.kind](f.label)) : { ok: true, value: undefined }
  return checkFilled(f, value, today)
}

/**
 * Checks all answers against the definition as of `today`. Answers to fields the form does not have, or does not ask
 * after these answers, are dropped (leftOut names the latter). On failure `fields` holds one plain sentence per wrong
 * field, keyed by field id; a broken rule stands at the last field it names.
 */
export function checkAnswers(
  definition: Form,
  given: Answers,
  today: CivilDate
): { ok: true; value: Answers } | { ok: false; fields: Record<string, string> } {
  const value: Answers = {}
  const wrong: Record<string, string> = {}
  const shown = shownForm(definition, given)
  for (const f of formFields(shown)) {
    const checked = checkAnswer(f, given[f.id], today)
    if (!checked.ok) wrong[f.id] = checked.reason
    else if (checked.value !== undefined) value[f.id] = checked.value
  }
  const fields = { ...brokenRules(shown, value, wrong), ...wrong }
  return Object.keys(fields).length === 0 ? { ok: true, value } : { ok: false, fields }
}
