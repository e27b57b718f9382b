import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answers } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { guide } from '@shared/contract/guide'
import * as z from 'zod/mini'
import { canonicalJson } from '../../platform/canonical-json'
import { ContentRefused, loadContent } from './load'

const SHIPPED = join(__dirname, '../../../content')
const content = loadContent(SHIPPED)

describe('The content the district ships', () => {
  it('loads, with at least 34 guides that all keep to the contract', () => {
    expect(content.services.size).toBeGreaterThanOrEqual(34)
    for (const { guide: shown } of content.services.values()) expect(z.safeParse(guide, shown).success).toBe(true)
  })

  it('names the eleven streets of today and every department once', () => {
    expect(content.streets).toHaveLength(11)
    expect(content.streets.map(({ code }) => code)).not.toContain('500103009')
    const names = [...content.departments.values()].flatMap(({ name, otherNames }) => [name, ...otherNames])
    expect(new Set(names).size).toBe(names.length)
  })

  it('tells a promise only with the text it comes from, and marks what nobody has read', () => {
    const promise = (id: string) => content.services.get(id)?.guide.promise
    expect(promise('company-start-up')).toMatchObject({
      value: { days: 3, unit: 'working-days' },
      source: { read: true, document: expect.stringContaining('chongqing-2019-collection.txt:L1048') }
    })
    expect(promise('flexible-enrolment')?.source).toMatchObject({ document: '示例', read: false })
    expect(promise('sole-trader')).toEqual({ value: null, source: null })
  })

  it.each([
    ['water-connection', 7, 'L1229'],
    ['power-high-voltage', 20, 'L1151'],
    ['power-low-voltage', 4, 'L1151'],
    ['gas-connection', 14, 'L1264'],
    ['property-change', 3, 'L1351'],
    ['property-inheritance', 3, 'L1351'],
    ['property-mortgage', 2, 'L1351'],
    ['labour-dispatch', 15, 'L1723'],
    ['special-hours', 10, 'L1725'],
    ['collective-contract', 10, 'L1721'],
    ['employment-agency', 10, 'L2137'],
    ['road-occupation', 2, 'L1157'],
    ['company-start-up', 3, 'L1048'],
    ['staff-enrolment', 3, 'L1048']
  ])('promises of %s %i working days, as line %s of the plan says', (id, days, line) => {
    expect(content.services.get(id)?.guide.promise).toMatchObject({
      value: { days, unit: 'working-days' },
      source: { read: true, document: expect.stringMatching(new RegExp(`:${line}$`)) }
    })
  })

  it('puts 企业开办 together from items of its own, and tells which trades need a licence besides', () => {
    const bundle = content.services.get('company-start-up')?.guide.bundle
    expect(bundle?.parts.map(({ name }) => name)).toEqual([
      '公司设立登记（营业执照）',
      '企业公章刻制',
      '新办企业申领发票',
      '企业员工参保登记'
    ])
    expect(bundle?.afterwards?.licences.map(({ name }) => name)).toContain('食品经营许可')
  })

  it('says of at least 30 items who qualifies, each shown by at least three citizens who do not all fare alike', () => {
    const ruled = [...content.services.values()].filter(({ rules }) => rules?.eligibility)
    expect(ruled.length).toBeGreaterThanOrEqual(30)
    for (const { examples } of ruled) {
      expect(examples.length).toBeGreaterThanOrEqual(3)
      expect(new Set(examples.map(({ verdict }) => verdict)).size).toBe(3)
      expect(examples.flatMap(({ why }) => why)).not.toContain('')
    }
  })

  it('has each of the three ways in which 证照分离 spares a licence', () => {
    const kinds = [...content.services.values()].flatMap(({ guide: { reform } }) => reform?.kind ?? [])
    expect(new Set(kinds)).toEqual(new Set(['备案', '告知承诺', '取消审批']))
  })

  it('has no invented telephone number, address or opening hour', () => {
    for (const { guide: shown } of content.services.values()) {
      const told = [
        shown.consultPhone,
        shown.complaintPhone,
        ...shown.windows.flatMap((w) => [w.address, w.hours, w.phone])
      ]
      expect(told.filter(({ value, source }) => value !== null && !source?.read)).toEqual([])
    }
  })
})

describe('灵活就业参保', () => {
  const service = content.services.get('flexible-enrolment')
  const good = {
    name: '张三',
    citizenId: '11010519491231002X',
    phone: '13800000000',
    household: 'district',
    insurances: ['pension', 'medical'],
    street: '500103003',
    startMonth: '2026-12',
    idFront: ['file-front-01'],
    idBack: ['file-back-01'],
    agreed: true
  }

  it('can be applied for online, in four steps', () => {
    expect(service?.guide.applyOnline).toBe(true)
    expect(service?.form?.steps.map(({ title }) => title)).toEqual(['个人信息', '参保信息', '材料', '承诺'])
    expect(service?.form?.version).toMatch(/^[0-9a-f]{16}$/)
  })

  it('accepts a complete application and asks for whatever is left out', () => {
    if (!service?.form) throw new Error('no form')
    const { form } = service
    const check = (answers: Answers) => checkAnswers(form, answers, '2026-11-22')
    expect(check(good)).toEqual({ ok: true, value: good })
    expect(check({})).toMatchObject({ ok: false, fields: { agreed: expect.any(String) } })
    expect(check({ ...good, street: '500103009' })).toMatchObject({ fields: { street: expect.any(String) } })
    expect(check({ ...good, startMonth: '2026-10' })).toMatchObject({ fields: { startMonth: expect.any(String) } })
    expect(check({ ...good, startMonth: '2027-12' })).toMatchObject({ fields: { startMonth: expect.any(String) } })
  })
})

describe('A content folder with mistakes', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'content-'))
    cpSync(SHIPPED, folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const edit = (file: string, from: string | RegExp, to: string) => {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${file} has no ${from}`)
    writeFileSync(path, after)
  }
  const problems = (): string[] => {
    try {
      loadContent(folder)
      return []
    } catch (error) {
      if (error instanceof ContentRefused) return error.problems
      throw error
    }
  }

  it('is refused with one error that names every file, place and problem', () => {
    edit('services/social-card/item.yaml', 'subjects: [个人]', 'subjects: [人]')
    edit('services/legal-aid/item.yaml', 'department: justice', 'department: nowhere')
    edit('services/legal-aid/item.yaml', '法律援助不收费', '法律援助等材料')
    edit('services/sole-trader/item.yaml', 'from: regulation19 }', 'from: regulation91 }')
    edit('streets.yaml', "'500103001'", '500103001')
    const found = problems()
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^services\/social-card\/item\.yaml: subjects\.0: /),
        'services/legal-aid/item.yaml: department: unknown department "nowhere"',
        expect.stringMatching(/^services\/legal-aid\/item\.yaml: fee\.value\.text: vague wording "等材料"/),
        'services/sole-trader/item.yaml: legalLimit: names the source "regulation91", which is not under sources',
        expect.stringMatching(/^streets\.yaml: streets\.0\.code: /)
      ])
    )
    expect(() => loadContent(folder)).toThrow(found.join('\n'))
  })

  it.each([
    ['a misspelled key', 'summary: 第一次', 'sumary: 第一次', /Unrecognized key/],
    ['broken YAML', 'aliases: [', 'aliases: [[', /./],
    ['an id other than the folder name', 'id: social-card', 'id: social-cart', /folder is named otherwise/],
    [
      'a season from a day there is not',
      'hot: true',
      'hot: true\nopen: { season: { from: 02-30, to: 12-20 } }',
      /open/
    ],
    [
      'a part of a 一件事 that is no item',
      'onlineDepth',
      'bundle: { together: { text: 一起办 }, parts: [{ service: legal-aid, text: 甲 }, { service: gone, text: 乙 }] }\nonlineDepth',
      /bundle\.parts\.1: names the item "gone"/
    ],
    [
      'a source nobody refers to',
      'sources:',
      'sources:\n  spare: { title: 甲, document: 乙, read: false }',
      /spare: is not used/
    ]
  ])('is refused for %s', (_, from, to, message) => {
    edit('services/social-card/item.yaml', from, to)
    expect(problems().join('\n')).toMatch(message)
  })

  it('is refused when a file lies where it belongs to no item', () => {
    writeFileSync(join(folder, 'services/social-card/notes.yaml'), 'steps: []')
    writeFileSync(join(folder, 'services/old-card.yaml'), 'id: old-card')
    expect(problems()).toEqual([
      expect.stringMatching(/^services\/old-card\.yaml: is no part of a service item/),
      expect.stringMatching(/^services\/social-card\/notes\.yaml: is no part of a service item/)
    ])
  })

  it('is refused when an example citizen comes out otherwise than expected, or a rule cites what its source does not say', () => {
    edit('services/labour-dispatch/examples.yaml', 'want: 不符合', 'want: 符合')
    edit(
      'services/water-connection/rules.yaml',
      'cite: 水表口径DN100以下 }\nsituations',
      'cite: 水表口径DN200以下 }\nsituations'
    )
    edit('services/residence-permit/rules.yaml', '居住半年以上', '居住超过半年')
    edit('services/legal-aid/rules.yaml', 'fact: 低保家庭', 'fact: 低保户')
    expect(problems()).toEqual(
      expect.arrayContaining([
        'services/labour-dispatch/examples.yaml: examples.2.want: is "符合", but the rules say "不符合"',
        'services/water-connection/rules.yaml: rules.eligibility: "水表口径DN200以下" stands in no quote of its sources',
        expect.stringMatching(
          /^services\/residence-permit\/rules\.yaml: rules\.eligibility\.when.*the cited text says 超过/
        ),
        expect.stringMatching(/^services\/legal-aid\/rules\.yaml: rules\.eligibility\.when.*unknown fact "低保户"/)
      ])
    )
  })

  it('is refused without one of the two terms, or with one under the wrong name', () => {
    rmSync(join(folder, 'terms/service.yaml'))
    edit('terms/privacy.yaml', 'id: privacy', 'id: service')
    expect(problems()).toEqual(
      expect.arrayContaining([
        'terms/service.yaml: is missing',
        'terms/privacy.yaml: id: is "service", but the file is named otherwise'
      ])
    )
  })

  it('is refused when a duty of a department is said to be read but quotes nothing', () => {
    edit('departments.yaml', / {4}quote: .*\n/, '')
    expect(problems().join('\n')).toMatch(/^departments\.yaml: sources\.\w+: is marked as read but quotes nothing/)
  })

  it('is refused when a quoted line of a file has no hash to check it by', () => {
    edit('services/power-high-voltage/item.yaml', / {4}sha256: \w+\n/, '')
    expect(problems().join('\n')).toMatch(
      /power-high-voltage\/item\.yaml: sources\.days: quotes a line of a file but has no sha256/
    )
  })
})

describe('The version of a definition', () => {
  it('stays when nothing has changed and changes with any word', () => {
    expect(content.services.get('social-card')?.guide.version).toMatch(/^[0-9a-f]{16}$/)
    const folder = mkdtempSync(join(tmpdir(), 'content-'))
    cpSync(SHIPPED, folder, { recursive: true })
    const file = join(folder, 'services/social-card/item.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('制卡。', '制作卡片。'))
    const again = loadContent(folder)
    rmSync(folder, { recursive: true })
    const version = (of: typeof content, id: string) => of.services.get(id)?.guide.version
    expect(version(again, 'social-card')).not.toBe(version(content, 'social-card'))
    expect(version(again, 'legal-aid')).toBe(version(content, 'legal-aid'))
  })

  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '甲' }], a: undefined })).toBe('{"b":[1,{"c":"甲","d":null}]}')
    expect(canonicalJson({ x: 1, y: { p: 1, q: 2 } })).toBe(canonicalJson({ y: { q: 2, p: 1 }, x: 1 }))
  })
})
