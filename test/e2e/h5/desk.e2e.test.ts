import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Role } from '@shared/contract/desk'
import type { Browser, Page } from 'playwright-core'
import { inviteByCommand } from '../../../bff/src/domains/staff/invite-by-command'
import { makeTasks } from '../../../bff/src/domains/tasks/open-task'
import { parseCalendars } from '../../../bff/src/platform/clock/calendar'
import { openBrowser, openWindow } from '../../support/browser'
import { codeFor, PASSWORD } from '../../support/clerk'
import { tidy } from '../../support/desk-window'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

const DESK = { width: 1280, height: 800 }

let product: TestProduct
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const openDesk = () => openWindow(browser, { viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })

const shown = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true })
const field = (page: Page, label: string | RegExp) => page.getByLabel(label).filter({ visible: true }).first()

/** What the person's authenticator app shows; each code works once, so the clock goes on by a step. */
const nextCode = (secret: string) => {
  product.clock.moveBy(30_000)
  return codeFor(secret, product.clock.now())
}

async function setUp(page: Page, link: string, name: string) {
  await page.goto(link)
  await shown(page, '再输一次密码')
  const secret = (await page.locator('.zj-desk__mono').first().innerText()).replace(/\s/g, '')
  await field(page, /^姓名/).fill(name)
  await field(page, /^密码/).fill('password1234')
  await shown(page, '密码强度：弱')
  await button(page, /^显示密码：密码/).click()
  expect(await field(page, /^密码/).getAttribute('type')).toBe('text')
  await tidy(page, `invitation-${name}`)
  await button(page, /^显示密码：密码/).click()
  expect(await field(page, /^密码/).getAttribute('type')).toBe('password')
  await field(page, /^密码/).fill(PASSWORD)
  await shown(page, '密码强度：强')
  await field(page, /^再输一次密码/).fill(PASSWORD)
  await field(page, /^动态码/).fill(nextCode(secret))
  await button(page, '完成设置并登录').click()
  return secret
}

async function signIn(page: Page, login: string, secret: string) {
  await shown(page, '每个只能用一次')
  await field(page, /^登录名/).fill(login)
  await field(page, /^密码/).fill(PASSWORD)
  await field(page, /^动态码/).fill(nextCode(secret))
  await page.keyboard.press('Enter')
}

const invite = async (login: string, roles: Role[], department = 'government-services') =>
  (
    await inviteByCommand(
      { db: product.stores.db, clock: product.clock, url: product.url },
      JSON.stringify({ login, department, roles })
    )
  ).link

async function openTask(aboutId: string) {
  const tasks = makeTasks({ clock: product.clock, calendar: parseCalendars([]) })
  const task = {
    kind: 'not-me',
    department: 'human-resources',
    title: '核查一次异常登录',
    dueInWorkingDays: 3
  } as const
  await product.stores.db.tx((tx) => tasks.open(tx, { ...task, aboutId }))
}

test('a clerk is made by one administrator, given the role by another, takes a task and decides it', async () => {
  const [system, security, clerk] = [await openDesk(), await openDesk(), await openDesk()]
  const systemSecret = await setUp(system.page, await invite('sys', ['system']), '沈系统')
  await shown(system.page, '新建账号')
  await field(system.page, /^登录名/).fill('chen.jing')
  await field(system.page, /^岗位/).fill('窗口受理人员')
  await field(system.page, /^部门/).selectOption({ label: '区人力社保局' })
  // the set-up is longer ago than five minutes: a fresh code first
  product.clock.moveBy(6 * 60_000)
  await button(system.page, '建账号并邀请').click()
  await shown(system.page, '请再验证一次')
  await tidy(system.page, 'code')
  await field(system.page, /^动态码/).fill(nextCode(systemSecret))
  await button(system.page, '验证').click()
  await shown(system.page, '只能用一次')
  await tidy(system.page, 'accounts')
  const link = await system.page.locator('.zj-desk__mono').filter({ visible: true }).innerText()

  const secret = await setUp(clerk.page, link, '陈静')
  await shown(clerk.page, '请联系安全管理员授予角色')
  await tidy(clerk.page, 'password')

  await setUp(security.page, await invite('sec', ['security']), '安全员')
  await shown(security.page, '没有待办任务')
  await security.page.getByRole('link', { name: '角色授权' }).click()
  await button(security.page, '授权 chen.jing').click()
  await security.page.getByRole('checkbox', { name: '审计管理员' }).check()
  await security.page.getByRole('checkbox', { name: '窗口受理' }).check()
  await shown(security.page, '互相分开')
  await security.page.getByRole('checkbox', { name: '审计管理员' }).uncheck()
  await tidy(security.page, 'roles')
  await button(security.page, '保存授权').click()
  await security.page
    .getByRole('row', { name: /chen\.jing.*区人力社保局 窗口受理/ })
    .last()
    .waitFor()

  await openTask('session-of-somebody')
  await clerk.page.reload()
  await signIn(clerk.page, 'chen.jing', secret)
  // back where they were: whoever goes elsewhere before that is brought back
  await shown(clerk.page, '现在的密码')
  await clerk.page.goto(`${product.url}/#/packages/desk/pages/tasks/index`)
  await shown(clerk.page, '待办 1 件')
  await tidy(clerk.page, 'tasks')
  await clerk.page.getByRole('link', { name: '核查一次异常登录' }).click()
  await shown(clerk.page, '领取后才能看到内容')
  expect(await clerk.page.getByText('session-of-somebody').count()).toBe(0)
  await button(clerk.page, '领取任务').click()
  await shown(clerk.page, 'session-of-somebody')
  await clerk.page.getByRole('radio', { name: '已核查，没有异常' }).check()
  await button(clerk.page, '提交').click()
  await shown(clerk.page, '请写明理由')
  await field(clerk.page, /^理由/).fill('已电话核实，是家人在用。')
  await tidy(clerk.page, 'task')
  product.clock.moveBy(6 * 60_000)
  await button(clerk.page, '提交').click()
  await shown(clerk.page, '请再验证一次')
  await field(clerk.page, /^动态码/).fill(nextCode(secret))
  await button(clerk.page, '验证').click()
  await shown(clerk.page, '已办结')
  for (const { problems, context } of [system, security, clerk]) {
    expect(problems).toEqual([])
    await context.close()
  }
})

test('the audit administrator reads and filters what was done', async () => {
  const { page, problems, context } = await openDesk()
  await setUp(page, await invite('aud', ['audit']), '审计员')
  await shown(page, 'staff.acceptInvitation')
  await field(page, /^接口/).fill('command.')
  await button(page, '查询').click()
  await page.getByRole('cell', { name: 'command.staff-invite' }).first().waitFor()
  await page.getByText('staff.acceptInvitation').first().waitFor({ state: 'detached' })
  await tidy(page, 'audit')
  expect(problems).toEqual([])
  await context.close()
})

/** Seven ratings of last month, one of them bad and late. */
const layRatings = () =>
  product.stores.db.tx((tx) =>
    tx.exec(`
      insert into feedback_ratings (id, service_id, service_name, department, level, reasons, rated_at)
      select 'made-rating-' || n, 'social-card', '社会保障卡申领', 'human-resources',
        case n when 1 then 'bad' else 'good' end, case n when 1 then '["办得慢"]' else '[]' end::jsonb,
        date_trunc('month', now(), 'Asia/Shanghai') - interval '2 days'
      from generate_series(1, 7) n;
      insert into feedback_mendings (rating_id, state, department, due_day, turn, mended_by, contested)
      values ('made-rating-1', 'mend', 'human-resources', current_date - 20, 2, '[]', false)`)
  )

test('who supervises reads bad ratings and the figures of last month, without persons', async () => {
  await layRatings()
  const { page, problems, context } = await openDesk()
  await setUp(page, await invite('chief', ['reviewer'], 'human-resources'), '何主任')
  await page.getByRole('link', { name: '好差评' }).click()
  await shown(page, '在办 1 件，其中超期 1 件')
  await page.getByRole('row', { name: /社会保障卡申领.*不满意.*办得慢.*部门整改中/ }).waitFor()
  await page.getByRole('row', { name: /区人力社保局 7 0 6 0 1 0/ }).waitFor()
  await tidy(page, 'ratings')
  await button(page, '上一个月').click()
  await shown(page, '这个月没有评价')
  expect(problems).toEqual([])
  await context.close()
})

test('a desk left alone warns after 14 minutes, closes after 15, and opens again where it was', async () => {
  const { page, context } = await openDesk()
  await page.clock.install()
  const secret = await setUp(page, await invite('idle', ['clerk'], 'human-resources'), '吴迪')
  await shown(page, '任务')
  await page.getByRole('link', { name: '修改密码' }).click()
  await shown(page, '现在的密码')
  await page.clock.fastForward('14:05')
  await shown(page, '一分钟内将退出工作台')
  await tidy(page, 'idle')
  product.clock.moveBy(15 * 60_000)
  await page.clock.fastForward('01:05')
  await shown(page, '您已退出工作台')
  await tidy(page, 'sign-in')
  await signIn(page, 'idle', secret)
  await shown(page, '现在的密码')
  expect(page.url()).toContain('/packages/desk/pages/password/index')
  await context.close()
})

test('an old invitation and a wrong code are told in plain words', async () => {
  const { page, context } = await openDesk()
  await page.goto(`${product.url}/#/packages/desk/pages/invitation/index?token=${'x'.repeat(43)}`)
  await shown(page, '这个邀请链接不能用了')
  await page.goto(`${product.url}/#/packages/desk/pages/tasks/index`)
  await shown(page, '每个只能用一次')
  await field(page, /^登录名/).fill('nobody')
  await field(page, /^密码/).fill('whatever it is')
  await field(page, /^动态码/).fill('123456')
  await button(page, '登录').click()
  await shown(page, '登录名、密码或动态码不对')
  await tidy(page, 'sign-in-wrong')
  await context.close()
})

test('an editor writes, reads where the check objects, sends; another person looks, publishes, and brings it back', async () => {
  const [editor, publisher] = [await openDesk(), await openDesk()]
  await setUp(editor.page, await invite('editor.li', ['editor']), '李娜')
  await shown(editor.page, '没有等待审核的修改')
  await tidy(editor.page, 'content')
  await editor.page.getByRole('link', { name: '社会保障卡申领' }).click()
  const text = field(editor.page, /^内容（YAML）/)
  const before = await text.inputValue()
  await text.fill(before.replace(/^summary: .*$/m, 'summary: 带好其他材料来办。'))
  await button(editor.page, '检查和预览').click()
  await shown(editor.page, /第 4 行，一句话说明：“其他材料”说得不清楚/)
  await tidy(editor.page, 'content-problem')
  await text.fill(before.replace(/^summary: .*$/m, 'summary: 没有社保卡的人，第一次办一张。'))
  await field(editor.page, /^修改原因/).fill('窗口反映说得不清楚')
  await button(editor.page, '检查和预览').click()
  await shown(editor.page, '检查通过')
  await tidy(editor.page, 'content-item')
  await button(editor.page, '送审').click()
  await shown(editor.page, '待审核')

  await setUp(publisher.page, await invite('publisher.zhou', ['publisher']), '周伟')
  await publisher.page.getByRole('link', { name: 'social-card', exact: true }).first().click()
  await shown(publisher.page, '没有社保卡的人，第一次办一张。')
  await tidy(publisher.page, 'content-proposal')
  await button(publisher.page, '发布').click()
  await shown(publisher.page, '已发布')
  expect(product.releases.content.services.get('social-card')?.guide.summary).toBe('没有社保卡的人，第一次办一张。')

  await publisher.page.getByRole('link', { name: '返回内容列表' }).filter({ visible: true }).click()
  await publisher.page.getByRole('link', { name: '社会保障卡申领' }).filter({ visible: true }).click()
  await button(publisher.page, '恢复第 1 版').click()
  await button(publisher.page, '恢复').last().click()
  await shown(publisher.page, '第 3 版（恢复第 1 版）')
  await tidy(publisher.page, 'content-versions')
  expect(product.releases.content.services.get('social-card')?.guide.summary).toContain('第一次办社保卡')

  const [saved] = await Promise.all([
    publisher.page.waitForEvent('download'),
    button(publisher.page, '导出第 2 版').click()
  ])
  expect(readFileSync(await saved.path(), 'utf8')).toContain('summary: 没有社保卡的人，第一次办一张。')
  expect([...editor.problems, ...publisher.problems]).toEqual([])
})
