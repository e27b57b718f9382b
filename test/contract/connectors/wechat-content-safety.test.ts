import { startTrial, type Trial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { openidOf } from '../../sandbox/wechat/accounts'
import { connectWechat } from './trial-wechat'

let sandbox: Trial
let wechat: ReturnType<typeof connectWechat>
beforeEach(async () => {
  sandbox = await startTrial()
  wechat = connectWechat(sandbox.url)
})
afterEach(() => sandbox.close())

const RISKY = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'
const zhangMin = openidOf(trialOptions.wechat.appid, 'zhang-min')
const openMiniProgram = async () => {
  const { json } = await sandbox.post('/wechat/device/js-code', { person: 'zhang-min' })
  await wechat.byLoginCode(String(json.code))
}

it('words of somebody who is in the mini-program are told apart: unfit, and fit for a person to read', async () => {
  await openMiniProgram()
  expect(await wechat.judgeWords(zhangMin, '井盖松了，车一过就响。')).toBe('fit')
  expect(await wechat.judgeWords(zhangMin, `井盖松了。${RISKY}`)).toBe('unfit')
  expect(await wechat.judgeWords(zhangMin, '示例广告')).toBe('fit')
})

it('nothing is said of the words of a stranger, or of somebody who has been away for two hours', async () => {
  expect(await wechat.judgeWords(zhangMin, RISKY)).toBe('unknown')
  expect(await wechat.judgeWords('o-nobody', RISKY)).toBe('unknown')
  await openMiniProgram()
  await sandbox.moveClock(2 * 60 * 60_000 + 1)
  expect(await wechat.judgeWords(zhangMin, RISKY)).toBe('unknown')
})

it('a picture gets a number under which the verdict comes; none for a stranger or somebody who has been away', async () => {
  const ask = () => wechat.askAboutPhoto(zhangMin, 'http://127.0.0.1:9/photo')
  expect(await ask()).toBe('unknown')
  expect(await wechat.askAboutPhoto('o-nobody', 'http://127.0.0.1:9/photo')).toBe('unknown')
  await openMiniProgram()
  expect(await ask()).toEqual({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/) })
})
