import path from 'node:path'
import { type Field, formFields } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser, Page } from 'playwright-core'
import { person } from '../support/apply'
import { openBrowser } from '../support/browser'
import type { Citizen } from '../support/citizen'
import { openPhoneAs, realCitizen } from '../support/real-citizen'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

// npm run prove -- taps: the ten most used services counted in a real Chromium, from 首页 to the receipt, consent included.
// There are no figures of use yet: the ten are those of 热门办事 whose form is one screen, in the order they stand there.

const BARS = { taps: 6, typed: 3, screens: 12, seconds: 90 }
const TEN = 10
const TAP_S = 1.5
const CHARACTER_S = 1

interface Walk {
  service: string
  taps: number
  /** fields typed into; touching one to type is part of it, and 1.5 s of the time */
  typed: number
  characters: number
  screens: number
  seconds: number
}

const TYPED: Partial<Record<Field['kind'], string>> = {
  'person-name': person.name,
  'citizen-id': person.citizenId,
  phone: person.phone,
  text: '四川省成都市'
}

/** Counts what a person does on one page. */
function makeHand(page: Page) {
  const count = { taps: 0, typed: 0, characters: 0, screens: 1 }
  const press = async (role: 'button' | 'link' | 'radio' | 'checkbox', name: string | RegExp) => {
    await page.getByRole(role, { name }).filter({ visible: true }).first().click()
    count.taps += 1
  }
  const type = async (label: string, text: string) => {
    const box = page.getByRole('textbox', { name: new RegExp(`^${label}`) })
    // what has arrived by itself is not typed
    if ((await box.inputValue()) !== '') return
    await box.pressSequentially(text)
    count.typed += 1
    count.characters += text.length
  }
  const arrive = async (heading: string | RegExp) => {
    await page.getByText(heading).filter({ visible: true }).first().waitFor()
    count.screens += 1
  }
  return { count, press, type, arrive }
}

async function answer(hand: ReturnType<typeof makeHand>, field: Field): Promise<void> {
  const text = TYPED[field.kind]
  if (text) await hand.type(field.label, text)
  else if (field.kind === 'choice') await hand.press('radio', field.options[0]?.label ?? '')
  else if (field.kind === 'choices') await hand.press('checkbox', field.options[0]?.label ?? '')
  else if (field.kind === 'agreement') await hand.press('checkbox', new RegExp(`同意《${field.label}》`))
  else throw new Error(`nobody here knows how to fill in a field of the kind ${field.kind}`)
}

/** From 首页, where the person is signed in with a real name, to the receipt. */
async function walk(product: TestProduct, page: Page, service: { name: string; fields: Field[] }): Promise<Walk> {
  await page.goto('about:blank')
  await page.goto(`${product.url}/#/pages/index/index`)
  await page.getByText('热门办事').waitFor()
  const hand = makeHand(page)
  await hand.press('link', new RegExp(`^${service.name}`))
  await hand.arrive('立即申请')
  await hand.press('button', '立即申请')
  await hand.arrive(/同意《/)
  // what is known of the person arrives within 2.5 s, or is typed
  await page
    .getByText('自动填写')
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined)
  for (const field of service.fields.filter(({ when, required }) => required && !when)) await answer(hand, field)
  await hand.press('button', /^提交$/)
  await hand.arrive('提交前请逐项确认')
  await hand.press('button', '同意并提交')
  await hand.arrive('提交成功')
  const { taps, typed, characters, screens } = hand.count
  return { service: service.name, ...hand.count, seconds: (taps + typed) * TAP_S + characters * CHARACTER_S, screens }
}

async function hotServices(citizen: Citizen) {
  const { body } = await citizen.call(servicesRoutes.listServices, { query: { hot: 'true' } })
  const forms = body.items.filter(({ applyOnline }) => applyOnline)
  const all = await Promise.all(
    forms.map(async ({ id, name }) => {
      const { body: form } = await citizen.call(servicesRoutes.showForm, { params: { serviceId: id } })
      return { name, fields: formFields(form), short: form.steps.length === 1 }
    })
  )
  const short = all.filter((one) => one.short)
  return { ten: short.slice(0, TEN), others: all.filter((one) => !short.slice(0, TEN).includes(one)) }
}

const within = ({ taps, typed, screens, seconds }: Walk) =>
  taps <= BARS.taps && typed <= BARS.typed && screens <= BARS.screens && seconds <= BARS.seconds

function print(walks: Walk[], others: { name: string }[]): void {
  process.stdout.write('taps | typed fields (characters) | screens | seconds | service\n')
  for (const one of walks) {
    const { taps, typed, characters, screens, seconds, service } = one
    const mark = within(one) ? '' : '  over the bar'
    process.stdout.write(`${taps} | ${typed} (${characters}) | ${screens} | ${seconds} | ${service}${mark}\n`)
  }
  if (others.length > 0)
    process.stdout.write(
      `热门, not counted (papers or several screens): ${others.map(({ name }) => name).join('、')}\n`
    )
}

async function measure(product: TestProduct, browser: Browser) {
  const citizen = await realCitizen(product, person.id)
  const { ten, others } = await hotServices(citizen)
  const { page } = await openPhoneAs(browser, product, citizen)
  const walks: Walk[] = []
  for (const service of ten) walks.push(await walk(product, page, service))
  print(walks, others)
  const pass = walks.length === TEN && walks.every(within)
  const most = (of: (one: Walk) => number) => Math.max(...walks.map(of))
  const line = {
    name: 'taps',
    date: new Date().toISOString(),
    commit: process.env.GIT_COMMIT ?? 'unknown',
    services: walks.length,
    bars: BARS,
    most: {
      taps: most(({ taps }) => taps),
      typed: most(({ typed }) => typed),
      screens: most(({ screens }) => screens),
      seconds: most(({ seconds }) => seconds)
    },
    pass
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  process.exitCode = pass ? 0 : 1
}

async function prove() {
  const product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5'), work: true })
  const browser = await openBrowser()
  try {
    await measure(product, browser)
  } finally {
    await browser.close()
    await product.close()
  }
}

prove().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
