import { useState } from 'react'
import { asCallError } from '@/platform/call-error'
import type { AskedFact, FactValue, Told } from './fact-value'

interface AskingOf<Reply> {
  facts: ReadonlyMap<string, AskedFact>
  /** what the server says before anything was told */
  first: Reply
  /** rejects with CallError; `fields` name what was not taken */
  judge: (told: Told) => Promise<Reply>
  /** the questions that can still change the reply, in the order to ask them */
  openOf: (reply: Reply) => readonly string[]
}

/** The question on the screen, and how far the others are. */
export interface Asking<Reply> {
  reply: Reply
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
export function useAsking<Reply>({ facts, first, judge, openOf }: AskingOf<Reply>): Asking<Reply> {
  const [reply, setReply] = useState(first)
  const [told, setTold] = useState<Told>({})
  const [unknown, setUnknown] = useState<string[]>([])
  const [changing, setChanging] = useState<string | null>(null)
  const [error, setError] = useState<string>()

  const send = async (next: Told, open: string[], name: string) => {
    try {
      setReply(await judge(next))
      setTold(next)
      setUnknown(open)
      setChanging(null)
      setError(undefined)
    } catch (caught) {
      const { fields, message } = asCallError(caught)
      setError(fields?.[name] ?? message)
    }
  }
  const asked = changing ?? openOf(reply).find((name) => !unknown.includes(name))
  return {
    ...{ reply, told, unknown, error },
    asked: asked === undefined ? null : (facts.get(asked) ?? null),
    answer: (name, value) =>
      send(
        { ...told, [name]: value },
        unknown.filter((each) => each !== name),
        name
      ),
    leaveOpen: (name) => send(without(told, name), [...new Set([...unknown, name])], name),
    change: (name) => {
      setError(undefined)
      setChanging(name)
    }
  }
}
