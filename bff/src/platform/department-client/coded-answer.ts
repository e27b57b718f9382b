import * as z from 'zod/mini'
import type { FieldProblem, UnavailableReason } from './errors'
import { type Reply, readJson } from './reply'
import { unreadable, type Verdict } from './verdict'

/** The envelope of answers that many government systems use, whatever their codes are called. */
const codedAnswer = z.object({ code: z.string(), message: z.string(), data: z.optional(z.unknown()) })

/** What one system's codes mean; a code in none of these is unknown. */
export interface AnswerCodes {
  done: string
  /** about us or the system itself: trying again later can help */
  troubles: ReadonlyMap<string, UnavailableReason>
  /** about what we asked: trying again changes nothing */
  refusals: ReadonlySet<string>
  /** reads from the data of a refusal which places it objects to; undefined when it names none */
  problems?: (data: unknown) => readonly FieldProblem[] | undefined
}

/** Reads answers `{ code, message, data? }` of one system: data in the given shape, put into our words. */
export const codedAnswers =
  ({ done, troubles, refusals, problems }: AnswerCodes) =>
  <S extends z.ZodMiniType, T>(schema: S, translate: (data: z.output<S>) => Verdict<T>) =>
  (reply: Reply): Verdict<T> => {
    const answer = readJson(reply, codedAnswer)
    if (answer === undefined) return unreadable('shape')
    const { code, message: said, data } = answer
    if (code === done) {
      const parsed = schema.safeParse(data)
      return parsed.success ? translate(parsed.data) : unreadable('data')
    }
    const trouble = troubles.get(code)
    if (trouble !== undefined) return { kind: 'unavailable', reason: trouble, code }
    if (!refusals.has(code)) return { kind: 'unknown', code }
    const fields = problems?.(data)
    return { kind: 'refused', code, said, ...(fields ? { fields } : {}) }
  }
