import type { Matter } from '@shared/contract/home'
import type { SessionCaller } from '../../platform/http/caller'
import type { Log } from '../../platform/log/log'
import { askEach } from './ask-each'
import type { MatterSource } from './port'

interface Wanted {
  kind?: Matter['kind'] | undefined
  before: Date | null
  limit: number
}

/** 我的事项: one list over all sources, newest first; a source that cannot be asked is named and keeps nobody else's back. */
export async function mattersOf(log: Log, sources: MatterSource[], caller: SessionCaller, wanted: Wanted) {
  const asked = wanted.kind ? sources.filter(({ kind }) => kind === wanted.kind) : sources
  const { answers, missing } = await askEach(log, asked, (source) =>
    source.page(caller, wanted.before, wanted.limit + 1)
  )
  const all = answers.flatMap(({ answer }) => answer).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return {
    kinds: sources.map(({ kind, label }) => ({ kind, label })),
    items: all.slice(0, wanted.limit),
    more: all.length > wanted.limit,
    missing
  }
}
