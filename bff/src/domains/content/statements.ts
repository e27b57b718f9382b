import type { Guide } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'

/** One thing a guide claims, and where it says so. */
export interface Statement {
  /** e.g. promise, materials.2, windows.0.phone */
  path: string
  source: Source | null
  /** a single value (days, money, telephone …), as opposed to a sentence */
  isValue: boolean
}

/** Everything a guide claims; values that are null claim nothing and are left out. */
export function statements(guide: Guide): Statement[] {
  const values = {
    onlineDepth: guide.onlineDepth,
    visits: guide.visits,
    legalLimit: guide.legalLimit,
    promise: guide.promise,
    fee: guide.fee,
    result: guide.result,
    consultPhone: guide.consultPhone,
    complaintPhone: guide.complaintPhone,
    ...Object.fromEntries(
      guide.windows.flatMap(({ address, hours, phone }, i) =>
        Object.entries({ address, hours, phone }).map(([name, value]) => [`windows.${i}.${name}`, value])
      )
    )
  }
  const lists = {
    conditions: guide.conditions,
    materials: guide.materials,
    steps: guide.steps,
    basis: guide.basis,
    questions: guide.questions,
    reform: guide.reform ? [guide.reform] : [],
    together: guide.bundle ? [guide.bundle.together] : [],
    parts: guide.bundle?.parts ?? [],
    afterwards: guide.bundle?.afterwards ? [guide.bundle.afterwards] : [],
    licences: guide.bundle?.afterwards?.licences ?? []
  }
  return [
    ...Object.entries(values).flatMap(([path, { value, source }]) =>
      value === null ? [] : [{ path, source, isValue: true }]
    ),
    ...Object.entries(lists).flatMap(([name, list]) =>
      list.map(({ source }, i) => ({ path: `${name}.${i}`, source, isValue: false }))
    )
  ]
}

/** True when somebody has read the original of everything the guide claims; otherwise its page is headed 待核. */
export const isVerified = (guide: Guide): boolean => statements(guide).every(({ source }) => source?.read === true)
