import { spokenDay } from '../../platform/clock/instant-text'

const PREFIX = 'recounted:'

/** The id of the line that says that a case's days were counted anew with the notice of `year`; one a year. */
export const recountedEvent = (year: number): string => `${PREFIX}${year}`

/** Whether a line of a case is such a line, and so nothing that anybody handed in. */
export const isRecounted = (eventId: string): boolean => eventId.startsWith(PREFIX)

/** What the line is called; the state of the case is as it was. */
export const RECOUNTED_LABEL = '承诺办结的日期有变化'

/** Why the promised day is another one now, for the applicant. */
export const recountedWords = (was: string, promised: string): string =>
  `${was.slice(0, 4)} 年的放假安排已经公布，承诺办结的日期按工作日重新计算，由 ${spokenDay(was)}改为 ${spokenDay(promised)}。`
