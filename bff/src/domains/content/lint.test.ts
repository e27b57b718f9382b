import { join } from 'node:path'
import type { TimeLimit } from '@shared/contract/guide'
import { lintAliases, lintEvents, lintService } from './lint'
import { loadContent } from './load'
import type { ServiceDefinition } from './port'
import { isLongerThan } from './time-limits'

const content = loadContent(join(__dirname, '../../../content'))
const { services } = content
const read = { title: '某办法', document: '某号', quote: '原话', read: true }

/** A copy of an item that can be applied for, spoiled in one place. */
function spoiled(spoil: (item: ServiceDefinition) => void, id = 'flexible-enrolment'): string[] {
  const item = structuredClone(services.get(id))
  if (!item) throw new Error(`${id} is missing`)
  spoil(item)
  return lintService(item, content)
}

describe('Before an item is published', () => {
  it('a department that is asked reads only fields there are, and only where the applicant was told', () => {
    const asking = (department: string, reads: string[]) =>
      spoiled(({ acceptance }) => {
        if (acceptance && 'local' in acceptance)
          acceptance.coHandlers = [{ department, question: '可行吗？', days: 1, reads }]
      }, 'road-occupation')
    expect(asking('public-security', ['place'])).toEqual([])
    expect(asking('public-security', ['address'])).toEqual([
      'acceptance.coHandlers: the form has no field "address" for "public-security" to read'
    ])
    expect(asking('transport', ['place'])).toEqual([
      'acceptance.coHandlers: no sharing tells the applicant that "transport" reads answers'
    ])
  })

  it('an upload names a material there is, and in an item with 情形 every upload names one', () => {
    const naming = (material: string | undefined) =>
      spoiled(({ form }) => {
        for (const field of form?.steps.flatMap(({ fields }) => fields) ?? [])
          if (field.kind === 'upload' && field.id === 'household') field.material = material
      }, 'elderly-allowance')
    expect(naming('老人的户口簿')).toEqual([])
    expect(naming('老人的护照')).toEqual([
      'form.household: names the material "老人的护照", which neither the guide nor a 情形 has'
    ])
    expect(naming(undefined)).toEqual(['form.household: names no material; an item with 情形 needs it'])
  })

  it('every shipped item passes', () => {
    for (const [id, item] of services)
      expect({ id, problems: lintService(item, content) }).toEqual({ id, problems: [] })
    expect(lintAliases(services.values())).toEqual([])
  })

  it.each([
    '其他材料',
    '其它相关材料',
    '带上相关材料',
    '到有关部门开证明',
    '由相关部门出具',
    '有关单位盖章',
    '身份证、户口簿等材料',
    '身份证等证件',
    '法律法规规定的其他条件',
    '其他情形',
    '视情况提供'
  ])('“%s” is refused wherever a citizen reads it', (wording) => {
    const places: ((item: ServiceDefinition) => void)[] = [
      ({ guide }) => guide.conditions.push({ text: wording, source: null }),
      ({ guide }) =>
        guide.materials.push({ name: wording, necessity: '必要', format: '纸质', origin: '其他', source: null }),
      ({ guide }) => {
        guide.summary = wording
      },
      ({ guide }) => guide.questions.push({ question: '要带什么？', answer: wording, source: null }),
      ({ form }) =>
        form?.steps[0]?.fields.push({ id: 'more', kind: 'text', label: wording, required: false, maxLength: 9 })
    ]
    for (const place of places) expect(spoiled(place).join()).toMatch(/vague wording/)
  })

  it.each(['有关部门（区民政局）', '同等条件下优先', '灵活就业人员和其他从业人员', '初等材料学'])(
    '“%s” is certain enough and passes',
    (wording) => {
      expect(spoiled(({ guide }) => guide.conditions.push({ text: wording, source: null }))).toEqual([])
    }
  )

  it('the wording of a quoted source is left as it is', () => {
    const source = { ...read, quote: '消除“其他材料”“有关部门”' }
    expect(spoiled(({ guide }) => guide.conditions.push({ text: '年满十八周岁', source }))).toEqual([])
  })

  it('a promise that can end after the legal limit is refused', () => {
    const problems = spoiled(({ guide }) => {
      guide.legalLimit = { value: { days: 4, unit: 'working-days' }, source: read }
    })
    expect(problems).toEqual(['promise: can end after the legal limit'])
  })

  it('an item said to be 全程网办 must not ask for a visit', () => {
    const problems = spoiled(({ guide }) => {
      guide.visits = { value: 1, source: read }
    })
    expect(problems).toEqual([expect.stringMatching(/^visits: Ⅳ/)])
  })

  it('complaints must not end at the number for questions', () => {
    const problems = spoiled(({ guide }) => {
      guide.consultPhone = { value: '023-6000 0000', source: read }
      guide.complaintPhone = { value: '02360000000', source: read }
    })
    expect(problems).toEqual([expect.stringMatching(/^complaintPhone: /)])
  })

  it('only a 备案 promised at once is done without a decision, and nothing else is asked of it', () => {
    const filing = (item: ServiceDefinition) => {
      if (item.acceptance && 'local' in item.acceptance) item.acceptance.filing = true
    }
    expect(spoiled(filing, 'elderly-allowance')).toEqual([
      'acceptance.filing: only 备案 with a promise of at-once is done without a decision'
    ])
    const paid = spoiled((item) => {
      if (item.acceptance && 'local' in item.acceptance) item.acceptance.secondPerson = true
    }, 'human-resources-record')
    expect(paid).toEqual(['acceptance.filing: what nobody decides has no second person, fee or 会办'])
  })

  it('how long a certificate holds is said only where the item names what it gives', () => {
    const problems = spoiled((item) => {
      if (item.acceptance && 'local' in item.acceptance) item.acceptance.certificate = { months: 36, source: read }
      item.guide.result = { value: null, source: null }
    }, 'labour-dispatch')
    expect(problems).toEqual(['acceptance.certificate: the guide names no result that could hold for a time'])
  })

  it('a licence is granted on a promise only as 告知承诺, signed, with all its papers, by nobody else', () => {
    const spoil = (item: ServiceDefinition) => {
      item.guide.reform = null
      if (item.acceptance && 'local' in item.acceptance) {
        item.acceptance.secondPerson = true
        item.acceptance.holder = undefined
      }
      for (const step of item.form?.steps ?? []) {
        step.fields = step.fields.filter(({ kind }) => kind !== 'signature')
        for (const field of step.fields) {
          if (field.kind === 'upload') field.later = { days: 5 }
          if (field.kind === 'agreement') field.when = undefined
        }
      }
    }
    expect(spoiled(spoil, 'employment-agency')).toEqual([
      'acceptance: holder names the fields of the enterprise, so that it holds what is granted',
      'acceptance.pledged: only a 行政许可 of 告知承诺 is granted on a promise',
      'acceptance.pledged: what is granted on the spot has no filing, second person, fee or 会办',
      'acceptance.pledged: acceptance.holder names who it is granted to',
      'acceptance.pledged: the form asks everybody for a signature',
      'acceptance.pledged: names an agreement that nobody has to make to apply',
      'acceptance.pledged: all papers are there when it is granted; none comes later'
    ])
  })

  it('who holds what is granted is asked for with name and credit code', () => {
    const problems = spoiled((item) => {
      if (item.acceptance) item.acceptance.holder = { name: 'company', code: 'phone' }
    }, 'labour-dispatch')
    expect(problems).toEqual(['acceptance.holder: the form asks for no such name (text) and credit code'])
  })

  it('an amount of money, like any value, needs a source', () => {
    const problems = spoiled(({ guide }) => {
      guide.fee = { value: { amount: 500, text: '5 元' }, source: null }
    })
    expect(problems).toEqual(['fee: a value without a source'])
  })

  it('a source somebody claims to have read must be quoted', () => {
    const problems = spoiled(({ guide }) => {
      guide.result = { value: '证书', source: { title: '某办法', document: '某号', read: true } }
    })
    expect(problems).toEqual(['result: its source is marked as read but quotes nothing'])
  })

  it('an item of an unknown department is refused', () => {
    const problems = spoiled(({ guide }) => {
      guide.department = { id: 'nowhere', name: '' }
    })
    expect(problems).toEqual(['department: unknown department "nowhere"'])
  })

  it('a form with two fields of one name, or without the fields that name the applicant, is refused', () => {
    expect(
      spoiled(({ form }) =>
        form?.steps[1]?.fields.push({ id: 'phone', kind: 'text', label: '电话', required: false, maxLength: 20 })
      )
    ).toEqual(['form: two fields are called "phone"'])
    expect(
      spoiled(({ acceptance }) => {
        if (acceptance) acceptance.certNoField = 'phone'
      })
    ).toEqual(['acceptance.certNoField: the form has no required citizen-id field "phone"'])
  })

  it('a form that leads nowhere, or an acceptance without a form, is refused', () => {
    expect(
      spoiled((item) => {
        item.acceptance = null
      })
    ).toEqual(['form: has no acceptance'])
    expect(
      spoiled((item) => {
        item.form = null
      })
    ).toEqual(['acceptance: has no form'])
  })

  it('an item that can be applied for online says who qualifies, and has examples of it', () => {
    const wanted = ['rules: an item with a form says who qualifies (eligibility), with examples']
    expect(
      spoiled((item) => {
        item.rules = null
        item.examples = []
      })
    ).toEqual(wanted)
    expect(
      spoiled((item) => {
        item.examples = []
      })
    ).toEqual(wanted)
  })

  it('a colloquial name leads to one item only', () => {
    const two = ['social-card', 'legal-aid'].flatMap((id) => structuredClone(services.get(id)) ?? [])
    two[1]?.aliases.push('社保卡')
    two[0]?.aliases.push('法律援助申请')
    expect(lintAliases(two)).toEqual([
      { id: 'social-card', problem: 'aliases: "法律援助申请" already belongs to legal-aid' },
      { id: 'legal-aid', problem: 'aliases: "社保卡" already belongs to social-card' }
    ])
  })
})

describe('Working days against calendar days', () => {
  const days = (n: number, unit: TimeLimit['unit']) => ({ days: n, unit })
  it.each([
    [days(10, 'working-days'), days(15, 'calendar-days'), false],
    [days(11, 'working-days'), days(15, 'calendar-days'), true],
    [days(15, 'calendar-days'), days(10, 'working-days'), true],
    [days(14, 'calendar-days'), days(10, 'working-days'), false],
    [days(4, 'working-days'), days(4, 'calendar-days'), true],
    [days(20, 'working-days'), days(20, 'working-days'), false],
    [days(21, 'working-days'), days(20, 'working-days'), true],
    [days(0, 'at-once'), days(1, 'working-days'), false],
    [days(1, 'calendar-days'), days(0, 'at-once'), true]
  ])('a promise of %j under a limit of %j: too long %s', (promise, legal, tooLong) => {
    expect(isLongerThan(promise, legal)).toBe(tooLong)
  })
})

describe('The catalogue', () => {
  it('has no entrance that leads nowhere, and none twice', () => {
    const birth = { id: 'birth', name: '生育' }
    expect(lintEvents(content.events, services.values())).toEqual([])
    expect(lintEvents([birth, birth, { id: 'war', name: '参军' }], services.values())).toEqual([
      'birth: is there twice',
      'war: no item belongs to it'
    ])
    expect(spoiled((item) => item.events.push('war'))).toEqual(['events: unknown life event "war"'])
  })

  it('asks for nothing where nothing has to be done any more', () => {
    expect(
      spoiled(({ guide }) => {
        guide.reform = { kind: '取消审批', text: '现在不用办了', source: null }
      })
    ).toEqual(['materials: nothing is needed for what is abolished'])
  })

  it('has no 一件事 that contains itself', () => {
    const part = { id: 'flexible-enrolment', name: '参保', department: '区人力社保局', text: '参保', source: null }
    expect(
      spoiled(({ guide }) => {
        guide.bundle = { together: { text: '一起办', source: null }, parts: [part], afterwards: null }
      })
    ).toEqual(['bundle.parts: names the item itself'])
  })
})
