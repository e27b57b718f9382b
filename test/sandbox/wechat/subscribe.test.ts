import { startTrial, type Trial } from '../in-tests/trial-sandbox'
import { templateById } from './subscribe'
import { templates } from './templates'
import { wrongValue } from './value-limits'

const progress = {
  thing1: { value: '灵活就业参保登记' },
  phrase2: { value: '已受理' },
  time3: { value: '2026年11月22日 14:00' },
  thing4: { value: '请留意后续通知' },
  character_string5: { value: 'ZJB20261122-0001' }
}
let trial: Trial
let accessToken: string
let openid: string

beforeEach(async () => {
  trial = await startTrial()
  const app = { appid: 'wx-mini', secret: 'mini-secret' }
  const token = await trial.post('/wechat/cgi-bin/stable_token', { ...app, grant_type: 'client_credential' })
  accessToken = String(token.json.access_token)
  const { code } = (await trial.post('/wechat/device/js-code', { person: 'zhang-min' })).json
  const query = new URLSearchParams({ ...app, js_code: String(code), grant_type: 'authorization_code' })
  openid = String((await trial.get(`/wechat/sns/jscode2session?${query}`)).json.openid)
})
afterEach(() => trial.close())

function send(changes: object = {}, token = accessToken) {
  const message = { touser: openid, template_id: 'sandbox-case-progress', data: progress, ...changes }
  return trial.post(`/wechat/cgi-bin/message/subscribe/send?access_token=${token}`, message)
}

function decide(changes: object, templateId = 'sandbox-case-progress') {
  return trial.post('/wechat/device/subscribe', { person: 'zhang-min', templateId, ...changes })
}

describe('subscribe messages', () => {
  it('reach the citizen once for each acceptance, then 43101', async () => {
    await decide({ accept: true })
    await decide({ accept: true })
    expect([(await send()).json.errcode, (await send()).json.errcode]).toEqual([0, 0])
    expect((await send()).json.errcode).toBe(43101)
    const { messages } = (await trial.get('/wechat/device/messages?person=zhang-min')).json
    expect(messages).toHaveLength(2)
    expect(messages).toMatchObject([{ title: '办件进度通知', fields: [{ label: '事项名称' }, {}, {}, {}, {}] }, {}])
  })

  it('are refused with 43101 to a citizen who never accepted or refused, and nothing arrives', async () => {
    await decide({ reject: true })
    expect((await send()).json.errcode).toBe(43101)
    expect((await trial.get('/wechat/device/messages?person=zhang-min')).json.messages).toEqual([])
  })

  it('of a long-term template go on until the citizen refuses', async () => {
    const data = {
      thing1: { value: '稳岗返还' },
      date2: { value: '2026-12-31' },
      enum3: { value: '企业' },
      phone_number4: { value: '023-00000000' }
    }
    const policy = { template_id: 'sandbox-policy', data }
    await decide({ accept: true }, 'sandbox-policy')
    expect([(await send(policy)).json.errcode, (await send(policy)).json.errcode]).toEqual([0, 0])
    await decide({ reject: true }, 'sandbox-policy')
    expect((await send(policy)).json.errcode).toBe(43101)
  })

  it('need a known openid, a known template, a token and proper values, and a refusal uses up no acceptance', async () => {
    await decide({ accept: true })
    expect((await send({ touser: 'o-somebody' })).json.errcode).toBe(40003)
    expect((await send({ template_id: 'another' })).json.errcode).toBe(40037)
    expect((await send({}, 'invented')).json.errcode).toBe(40001)
    const empty = await send({ data: { ...progress, thing1: { value: '' } } })
    expect(empty.json).toMatchObject({ errcode: 47003 })
    expect(empty.json.errmsg).toContain('argument invalid! data.thing1.value is empty')
    expect((await send()).json.errcode).toBe(0)
  })
})

describe('the limits of message values', () => {
  const limitsOf = (type: string) => ({
    id: 'x',
    title: 'x',
    longTerm: false,
    fields: [{ key: `${type}1`, label: 'x', options: ['个人', '企业'] }]
  })
  const fits = (type: string, value: string) => wrongValue(limitsOf(type), { [`${type}1`]: { value } }) === undefined

  it.each([
    ['thing', '二十个字'.repeat(5), '二十一个字'.repeat(4).concat('多')],
    ['number', '12.50', '十二'],
    ['letter', 'abcXYZ', 'abc1'],
    ['symbol', '¥%', '¥1'],
    ['character_string', 'ZJB-2026#1', '渝-1'],
    ['time', '2026年11月22日 09:05~2026年11月22日 17:00', '2026年11月22日'],
    ['date', '2026-11-22', '2026-13-01'],
    ['amount', '¥100.50元', '一百元'],
    ['phone_number', '023-12345678', '023-12345678-123456'],
    ['car_number', '渝ZD00004', '渝ZD000045'],
    ['name', '阿依古丽·买买提', '阿依古丽·买买提阿依古丽'],
    ['phrase', '审查通过', '审查没有通过'],
    ['enum', '企业', '社团']
  ])('%s takes %s and refuses %s', (type, right, wrong) => {
    expect([fits(type, right), fits(type, wrong)]).toEqual([true, false])
  })

  it('refuse a keyword that the template has not, and know every type the templates use', () => {
    const template = templateById('sandbox-case-progress') ?? templates[0]
    if (template === undefined) throw new Error('no template')
    expect(wrongValue(template, { ...progress, thing9: { value: '多余' } })).toContain('data.thing9')
    expect(wrongValue(template, progress)).toBeUndefined()
  })
})
