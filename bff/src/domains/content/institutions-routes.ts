import { institutionsRoutes } from '@shared/contract/institutions'
import { bind } from '../../platform/http/mount'
import type { SearchSource } from '../home/port'
import type { InstitutionDefinition } from './port'

/** Looks the institutions of the released content up. */
export function makeInstitutions(all: readonly InstitutionDefinition[]) {
  const has = ({ name, kind, street, services }: InstitutionDefinition, words: string) =>
    [name, kind, street.name, ...services].some((one) => one.includes(words))
  return {
    search: ({ q = '', street }: { q?: string | undefined; street?: string | undefined }) =>
      all.filter((one) => (!street || one.street.code === street) && (q === '' || has(one, q))),
    streets: () => [...new Map(all.map(({ street }) => [street.code, street])).values()]
  }
}
type Institutions = ReturnType<typeof makeInstitutions>

/** 养老机构名录, for anybody. */
export const bindInstitutions = (institutions: Institutions) =>
  bind('institutions', institutionsRoutes, {
    listInstitutions: async ({ query }) => ({
      items: institutions.search(query),
      streets: institutions.streets()
    })
  })

/** Institutions in the one search. */
export const institutionsSource = (institutions: Pick<Institutions, 'search'>): SearchSource => ({
  kind: 'institutions',
  label: '养老机构',
  find: (words, limit) => {
    const found = institutions.search({ q: words })
    return {
      items: found.slice(0, limit).map(({ id, name, kind, street }) => ({
        id,
        title: name,
        note: `${kind}，${street.name}`,
        leadsTo: { kind: 'institution', id: street.code }
      })),
      more: found.length > limit
    }
  }
})
