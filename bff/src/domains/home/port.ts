import type { AttentionItem, Matter, SearchGroup, SearchHit } from '@shared/contract/home'
import type { SessionCaller } from '../../platform/http/caller'

/** Hits of one source, best or newest first, at most `limit`; `more` = there are others. */
export interface Hits {
  items: SearchHit[]
  more: boolean
}

interface Named {
  kind: SearchGroup['kind']
  /** what the person reads above the hits */
  label: string
}

/** A domain lets what it publishes be found by everybody: one line in wiring.ts. */
export interface SearchSource extends Named {
  find(words: string, limit: number): Hits | Promise<Hits>
}

/** The same for what belongs to the person who asks. */
export interface OwnSearchSource extends Named {
  find(words: string, limit: number, caller: SessionCaller): Promise<Hits>
}

/** A domain says what of its things waits for this person; most urgent first. `label` names it where it cannot be asked. */
export interface AttentionSource {
  label: string
  waiting(caller: SessionCaller): Promise<AttentionItem[]>
}

/** A domain shows what a person has going on or had in 我的事项: newest first, older than `before`, at most `limit`. */
export interface MatterSource {
  kind: Matter['kind']
  /** what the person reads on the filter */
  label: string
  page(caller: SessionCaller, before: Date | null, limit: number): Promise<Matter[]>
}

/** What a person typed, as words to look for: between spaces, in lower case; none where nothing was typed. */
export const searchWords = (typed: string): string[] => typed.toLowerCase().split(/\s+/).filter(Boolean)
