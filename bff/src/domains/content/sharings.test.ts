import { join } from 'node:path'
import { sharing as sharingSchema } from '@shared/contract/consents'
import * as z from 'zod/mini'
import { lintPartner, lintService, lintSharing } from './lint'
import { loadContent } from './load'
import type { PartnerDefinition, ServiceDefinition, SharingDefinition } from './port'

const content = loadContent(join(__dirname, '../../../content'))

function copyOf<T>(all: Map<string, T>, id: string): T {
  const found = all.get(id)
  if (!found) throw new Error(`${id} is missing`)
  return structuredClone(found)
}
function service(spoil: (item: ServiceDefinition) => void): string[] {
  const item = copyOf(content.services, 'flexible-enrolment')
  spoil(item)
  return lintService(item, content)
}
function flow(spoil: (one: SharingDefinition) => void): string[] {
  const one = copyOf(content.sharings, 'flexible-application')
  spoil(one)
  return lintSharing(one, content)
}
function partner(spoil: (one: PartnerDefinition) => void): string[] {
  const one = copyOf(content.partners, 'culture-tourism')
  spoil(one)
  return lintPartner(one, content)
}

it('every shipped sharing keeps to the contract, names its department and a legal basis that says whether it was read', () => {
  expect(content.sharings.size).toBeGreaterThanOrEqual(4)
  for (const sharing of content.sharings.values()) {
    expect(z.safeParse(sharingSchema, sharing).success).toBe(true)
    expect(sharing.department.name).not.toBe('')
    expect(sharing.basis.map(({ source }) => source?.read)).not.toContain(undefined)
  }
})

it('versions of different sharings differ, and a version is the same at every start', () => {
  const again = loadContent(join(__dirname, '../../../content'))
  const versions = [...content.sharings.values()].map(({ version }) => version)
  expect(new Set(versions).size).toBe(versions.length)
  expect([...again.sharings.values()].map(({ version }) => version)).toEqual(versions)
})

describe('before it is published', () => {
  it.each<[string, string[], string]>([
    [
      'an item whose hand-over nobody is asked about',
      service((item) => item.sharings.shift()),
      'needs exactly one to ykb'
    ],
    [
      'an item whose reading of the register nobody is asked about',
      service((item) => item.sharings.pop()),
      'needs exactly one to rsj'
    ],
    [
      'an item that names a sharing nobody wrote',
      service((item) => item.sharings.push('gone')),
      'unknown sharing "gone"'
    ],
    [
      'an item that asks for consent to what it does not do',
      service((item) => item.sharings.push('district-library-sign-on')),
      'nothing goes to district-library'
    ],
    ['an ID number that is not called sensitive', flow((one) => (one.sensitive = false)), 'sensitive: is false'],
    ['words that leave open what is handed over', flow((one) => one.fields.push('其他材料')), 'vague wording'],
    ['a department nobody knows', flow((one) => (one.department.id = 'nowhere')), 'unknown department'],
    ['a system nobody knows', flow((one) => (one.system = 'nowhere')), 'unknown system'],
    [
      'a partner that gets more than the person is told',
      partner((one) => one.fields.push('phone')),
      'tells other ones'
    ],
    [
      'a partner with the sharing of another',
      partner((one) => (one.sharingId = 'district-library-sign-on')),
      'no sharing to this partner'
    ]
  ])('%s is refused', (_what, problems, why) => {
    expect(problems.join('\n')).toContain(why)
  })
})
