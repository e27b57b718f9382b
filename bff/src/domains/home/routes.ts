import { homeRoutes } from '@shared/contract/home'
import { bind } from '../../platform/http/mount'
import { pageBefore } from '../../platform/http/page-before'
import { isRefused } from '../../platform/http/refused'
import type { Log } from '../../platform/log/log'
import { askEach } from './ask-each'
import { mattersOf } from './matters'
import type { AttentionSource, Hits, MatterSource, OwnSearchSource, SearchSource } from './port'

/** Hits of one kind that fit on the first screen of a search. */
const PER_KIND = 10
/** Matters of one page of 我的事项. */
const PER_PAGE = 20

interface Deps {
  log: Log
  /** in the order their hits are shown */
  search: SearchSource[]
  ownSearch: OwnSearchSource[]
  /** in the order their things are shown */
  attention: AttentionSource[]
  /** in the order of their filters */
  matters: MatterSource[]
}

/** 首页 and the one search: asks the domains and puts their answers together; keeps nothing itself. */
export function bindHome({ log, search, ownSearch, attention, matters }: Deps) {
  const searched = async <S extends SearchSource | OwnSearchSource>(
    sources: S[],
    ask: (source: S) => Promise<Hits>
  ) => {
    const { answers, missing } = await askEach(log, sources, ask)
    const groups = answers.map(({ source, answer }) => ({ kind: source.kind, label: source.label, ...answer }))
    return { groups: groups.filter(({ items }) => items.length > 0), missing }
  }
  return bind('home', homeRoutes, {
    search: ({ query }) => searched(search, async (source) => source.find(query.q, PER_KIND)),
    searchMine: ({ query }, { caller }) => searched(ownSearch, (source) => source.find(query.q, PER_KIND, caller)),
    listMatters: async ({ query }, { caller }) => {
      const before = pageBefore(query)
      if (isRefused(before)) return before
      return mattersOf(log, matters, caller, { kind: query.kind, before, limit: Number(query.limit ?? PER_PAGE) })
    },
    listAttention: async (_input, { caller }) => {
      const { answers, missing } = await askEach(log, attention, (source) => source.waiting(caller))
      return { items: answers.flatMap(({ answer }) => answer), missing }
    }
  })
}
