import type { ShownGuide } from '@shared/contract/guide'
import type { ServiceCheck } from '@shared/contract/service-check'
import { useState } from 'react'
import { asCallError } from '@/platform/call-error'
import { checkService } from './api'
import type { AskedFact, FactValue, Told } from './fact-value'

export interface CheckStart {
  guide: ShownGuide
  facts: ReadonlyMap<string, AskedFact>
  check: ServiceCheck
}

/** The question on the screen, and how far the others are. */
export interface CheckState {
  check: ServiceCheck
  told: Told
  /** questions the person cannot answer */
  unknown: string[]
  /** null: nothing is left to ask */
  asked: AskedFact | null
  /** why the last answer was not taken */
  error: string | undefined
  answer: (name: string, value: FactValue) => Promise<void>
  /** “我不知道”: the question is left open and not asked again */
  leaveOpen: (name: string) => Promise<void>
  change: (name: string) => void
}

const without = (told: Told, name: string): Told =>
  Object.fromEntries(Object.entries(told).filter(([each]) => each !== name))

/** Asks one question after the other; every answer goes out together with those before, and nothing is kept. */
export function useCheck({ guide, facts, check: first }: CheckStart): CheckState {
  const [check, setCheck] = useState(first)
  const [told, setTold] = useState<Told>({})
  const [unknown, setUnknown] = useState<string[]>([])
  const [changing, setChanging] = useState<string | null>(null)
  const [error, setError] = useState<string>()

  const judge = async (next: Told, open: string[], name: string) => {
    try {
      setCheck(await checkService(guide.id, next))
      setTold(next)
      setUnknown(open)
      setChanging(null)
      setError(undefined)
    } catch (caught) {
      const { fields, message } = asCallError(caught)
      setError(fields?.[name] ?? message)
    }
  }
  const asked = changing ?? check.open.find((name) => !unknown.includes(name))
  return {
    ...{ check, told, unknown, error },
    asked: asked === undefined ? null : (facts.get(asked) ?? null),
    answer: (name, value) =>
      judge(
        { ...told, [name]: value },
        unknown.filter((each) => each !== name),
        name
      ),
    leaveOpen: (name) => judge(without(told, name), [...new Set([...unknown, name])], name),
    change: (name) => {
      setError(undefined)
      setChanging(name)
    }
  }
}
