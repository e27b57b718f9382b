import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openidOf, unionidOf } from '../../sandbox/wechat/accounts'
import { root } from '../../support/test-stores'

/** The check digit of ISO 7064 MOD 11-2, so that the made-up numbers pass GB 11643. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((so, digit, place) => so + Number(digit) * (2 ** (17 - place) % 11), 0)
  return digits + ('10X98765432'[sum % 11] ?? '')
}

const somebody = (id: string, name: string, born: string, order: string, mobile: string) => ({
  id,
  name,
  sex: Number(order) % 2 === 1 ? ('男' as const) : ('女' as const),
  idNumber: withCheckDigit(`669999${born}${order}`),
  mobile,
  address: { street: '大坪街道', detail: '示例路 1 号' },
  nickname: id,
  describe: id
})

/** Names nobody has by chance, ID numbers of the area 669999, which belongs to no place. */
export const CITIZENS = {
  applicant: somebody('canary-applicant', '鑫龘焱', '19890704', '773', '19957310481'),
  principal: somebody('canary-principal', '犇羴鱻', '19550218', '774', '19957310482'),
  agent: somebody('canary-agent', '毳淼矗', '19940911', '775', '19957310483'),
  owner: somebody('canary-owner', '垚骉垚', '19810325', '776', '19957310484'),
  child: somebody('canary-child', '晶猋焱', '20161130', '777', '19957310485'),
  traveller: somebody('canary-traveller', '众品鑫', '19870606', '778', '19957310486'),
  browser: somebody('canary-browser', '聶毳磊', '19900101', '779', '19957310487')
}
export type CanaryCitizen = (typeof CITIZENS)[keyof typeof CITIZENS]

export const ENTERPRISE = '91669999MA0YJB01X6'

/** What they say and hand in, each in words that occur nowhere else. */
export const TEXTS = {
  address: '渝中区金丝雀试验路 7731 号附 4 单元 31-9',
  plate: '渝ZQ7K31',
  bankCard: '6229997731048157733',
  story: '金丝雀陈述：患有示例性眩晕，二〇一九年起无收入',
  draftStory: '金丝雀草稿：还没想好怎么写这段家境',
  draftPhone: '19957310499',
  fileName: '金丝雀的身份证扫描.jpg',
  fileBytes: 'CanaryFileBytes-QmX7731-inside-the-photo',
  passport: 'QZ7731X48',
  passportName: 'Kanarie Zwartvogel',
  nationality: '金丝雀群岛国',
  paperFile: '金丝雀护照首页.jpg',
  reviewReason: '金丝雀退件：护照第三页看不清，请重拍',
  departmentNote: '金丝雀部门意见：请电话联系申请人的姐姐',
  correctionItem: '金丝雀材料',
  correctionReason: '金丝雀补正：收入证明与银行流水不一致',
  dispute: '金丝雀异议：我从没有请人社局看过这些',
  disputeAnswer: '金丝雀答复：因您的参保申请依法查询',
  correction: '金丝雀更正：姓名第二个字登记错了',
  correctionAnswer: '金丝雀更正答复：经户口簿核对属实',
  request: '金丝雀诉求：楼下夜市吵得睡不着，我姓金住三十一楼',
  hotlineAnswer: '金丝雀答复：已约谈店主并登门致歉',
  otherPhone: '19957310498'
} as const

/** Everything that must not be seen, by what it is. */
export function canaryValues(appid: string, oaAppid: string): Map<string, string> {
  const values = new Map<string, string>(Object.entries(TEXTS))
  for (const [part, { id, name, idNumber, mobile }] of Object.entries(CITIZENS)) {
    values.set(`${part}.name`, name)
    values.set(`${part}.idNumber`, idNumber)
    values.set(`${part}.mobile`, mobile)
    values.set(`${part}.openid`, openidOf(appid, id))
    values.set(`${part}.oaOpenid`, openidOf(oaAppid, id))
    values.set(`${part}.unionid`, unionidOf(id))
  }
  return values
}

const FIELDS = `
      - { id: address, kind: text, label: 居住地址, required: true, maxLength: 200 }
      - { id: plate, kind: text, label: 车牌号码, required: true, maxLength: 20 }
      - { id: bankCard, kind: text, label: 银行卡号, required: true, maxLength: 30 }
      - { id: story, kind: text, label: 情况说明, required: true, maxLength: 500 }`

/** A folder with the register of these people, and the content of the product with four more fields to fill in. */
export function canaryGround() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-canary-'))
  const peopleFile = path.join(folder, 'people.yaml')
  const enterprise = {
    id: 'canary-catering',
    name: '重庆金丝雀试验餐饮有限公司（示例）',
    creditCode: ENTERPRISE,
    legalPerson: CITIZENS.owner.id,
    established: '2016-05-20',
    industry: '正餐服务',
    employees: 3,
    address: { street: '解放碑街道', detail: '示例路 9 号' }
  }
  const register = {
    asOf: '2026-11-22',
    people: Object.values(CITIZENS),
    enterprises: [enterprise],
    plates: [{ plate: TEXTS.plate, kind: 'ordinary', owner: CITIZENS.applicant.id }],
    staff: []
  }
  writeFileSync(peopleFile, JSON.stringify(register))
  const contentFolder = path.join(folder, 'content')
  cpSync(path.join(root, 'bff', 'content'), contentFolder, { recursive: true })
  const service = path.join(contentFolder, 'services', 'flexible-enrolment', 'form.yaml')
  const before = readFileSync(service, 'utf8')
  const after = before.replace(/(id: phone, kind: phone.*)/, `$1${FIELDS}`)
  if (after === before) throw new Error('the form of flexible-enrolment has no phone field to write the others after')
  writeFileSync(service, after)
  return { folder, peopleFile, contentFolder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
