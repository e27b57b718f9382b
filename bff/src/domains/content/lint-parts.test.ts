import { join } from 'node:path'
import { lintParts } from './lint-parts'
import { loadContent } from './load'

const { services } = loadContent(join(__dirname, '../../../content'))

/** 新生儿出生 with other answers of its own for 参加居民医保. */
function giving(given: Record<string, string> | undefined): string[] {
  const whole = structuredClone(services.get('newborn-package'))
  if (!whole?.acceptance || !('parts' in whole.acceptance)) throw new Error('newborn-package has no parts')
  for (const part of whole.acceptance.parts) if (part.service === 'medical-enrolment') part.given = given
  return lintParts(whole, services)
}

const at = 'acceptance.parts.medical-enrolment'
const lacks = (kind: string, id: string) =>
  `${at}: asks for the ${kind} field "${id}", which the form of the whole has not`

test('a part may ask only what the whole asks or knows; what the known rules out is not asked', () => {
  expect(giving({ whom: 'newborn' })).toEqual([])
  expect(giving({ whom: 'child' })).toEqual([lacks('citizen-id', 'childId')])
  expect(giving(undefined)).toEqual([lacks('choice', 'whom'), lacks('citizen-id', 'childId')])
})

test('the whole can give a part only answers that its form offers', () => {
  expect(giving({ whom: 'neighbour' })).toContain(`${at}.given: "neighbour" is no choice of the field "whom"`)
  expect(giving({ whom: 'newborn', who: 'newborn' })).toEqual([
    `${at}.given: "newborn" is no choice of the field "who"`
  ])
})
