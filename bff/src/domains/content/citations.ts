import type { Guide } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import type { KeptSource } from './file-parts'
import type { ServiceFile } from './file-schemas'

export type Note = (path: string, problem: string) => void
export type Cite = (path: string, key: string | undefined) => Source | null

/** Looks sources up by key; notes unknown keys, and at the end (`unused`) the sources nothing refers to. */
export function citations(kept: Record<string, KeptSource>, note: Note): { cite: Cite; unused(): void } {
  const used = new Set<string>()
  const cite: Cite = (path, key) => {
    if (key === undefined) return null
    const found = Object.hasOwn(kept, key) ? kept[key] : undefined
    if (!found) {
      note(path, `names the source "${key}", which is not under sources`)
      return null
    }
    used.add(key)
    const { sha256: _, ...source } = found
    return source
  }
  for (const [key, { document, quote, sha256, read }] of Object.entries(kept)) {
    if (read && !quote) note(`sources.${key}`, 'is marked as read but quotes nothing')
    if (/\.txt:L\d+$/.test(document) && !sha256)
      note(`sources.${key}`, 'quotes a line of a file but has no sha256 of it')
  }
  const unused = () => {
    for (const key of Object.keys(kept)) if (!used.has(key)) note(`sources.${key}`, 'is not used')
  }
  return { cite, unused }
}

/** Values and lists of a file with their sources put in place of the keys. */
export function citedBy(cite: Cite) {
  const valued = <V>(
    path: string,
    given: { value: V; from?: string } | null
  ): { value: V | null; source: Source | null } =>
    given ? { value: given.value, source: cite(path, given.from) } : { value: null, source: null }
  const listed = <T extends { from?: string }>(path: string, list: T[]) =>
    list.map(({ from, ...rest }, i) => ({ ...rest, source: cite(`${path}.${i}`, from) }))
  const windows = (path: string, list: ServiceFile['windows']): Guide['windows'] =>
    list.map((window, i) => ({
      name: window.name,
      address: valued(`${path}.${i}.address`, window.address),
      hours: valued(`${path}.${i}.hours`, window.hours),
      phone: valued(`${path}.${i}.phone`, window.phone)
    }))
  return { valued, listed, windows }
}
