import type Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import { parseJson, readBytes, readFields, readForm } from '../read-body'
import { advance, clerkMove } from './advance'
import { casePage, casesPage, caseUrl, noSuchCasePage } from './desk-pages'
import type { YkbParts } from './parts'
import { findCase, itemChange, stateOf, type YkbCase } from './state'

// Shown in the browser; everything else a citizen uploaded is only downloaded, so that it cannot act as our page.
const shownTypes = ['image/jpeg', 'image/png', 'application/pdf']

/** The clerk's pages (form posts, no JavaScript) and their JSON twins under /ykb/desk/api. */
export function addDeskRoutes(router: Router, parts: YkbParts): void {
  const { store } = parts
  const problemPage = (one: YkbCase, problem?: string) => {
    const waiting = store.data.callbacks.filter(({ outerId }) => outerId === one.outerId).length
    return casePage(one, waiting, problem)
  }
  router.get('/desk', (ctx) => {
    ctx.body = casesPage(store.data)
  })
  router.post('/desk/autopilot', async (ctx) => {
    await switchAutopilot(await readFields(ctx), parts)
    ctx.status = 303
    ctx.redirect('/ykb/desk')
  })
  router.get('/desk/:outerId', (ctx) => {
    const one = findCase(store.data, ctx.params.outerId ?? '')
    ctx.status = one === undefined ? 404 : 200
    ctx.body = one === undefined ? noSuchCasePage() : problemPage(one)
  })
  router.post('/desk/:outerId/advance', async (ctx) => {
    const outerId = ctx.params.outerId ?? ''
    const move = clerkMove.safeParse(moveOf(await readForm(ctx)))
    const outcome = move.success
      ? await advance(outerId, move.data, parts)
      : { status: 400, reason: '没有选择办理动作，或填写的内容太长' }
    const one = findCase(store.data, outerId)
    if (one !== undefined && 'moved' in outcome) {
      ctx.status = 303
      ctx.redirect(caseUrl(one))
      return
    }
    ctx.status = 'moved' in outcome ? 404 : outcome.status
    ctx.body = one === undefined ? noSuchCasePage() : problemPage(one, 'moved' in outcome ? undefined : outcome.reason)
  })
  router.get('/desk/:outerId/materials/:index', (ctx) =>
    sendMaterial(ctx, ctx.params.outerId ?? '', Number(ctx.params.index), parts)
  )
  addDeskApi(router, parts)
}

function addDeskApi(router: Router, parts: YkbParts): void {
  const { store } = parts
  router.get('/desk/api/cases', (ctx) => {
    ctx.body = { cases: store.data.cases.toReversed().map(describe) }
  })
  router.post('/desk/api/cases/:outerId/advance', async (ctx) => {
    const move = clerkMove.safeParse(parseJson(await readBytes(ctx)))
    const outcome = move.success
      ? await advance(ctx.params.outerId ?? '', move.data, parts)
      : { status: 400, reason: move.error.message }
    ctx.status = 'moved' in outcome ? 200 : outcome.status
    ctx.body = 'moved' in outcome ? describe(outcome.moved) : { error: outcome.reason }
  })
  // what goes wrong at the platform itself: a case lost there, an item changed there
  router.post('/desk/api/cases/:outerId/forget', async (ctx) => {
    const { outerId } = ctx.params
    store.data.cases = store.data.cases.filter((one) => one.outerId !== outerId)
    store.data.callbacks = store.data.callbacks.filter((one) => one.outerId !== outerId)
    await store.save()
    ctx.body = { forgotten: true }
  })
  router.post('/desk/api/cases/:outerId/forget-supplement', async (ctx) => {
    const one = findCase(store.data, ctx.params.outerId ?? '')
    const asked = one?.events.findLastIndex(({ state }) => state === 'CORRECTION') ?? -1
    if (one && asked >= 0) {
      one.events = one.events.slice(0, asked + 1)
      one.supplements = one.supplements.slice(0, -1)
    }
    await store.save()
    ctx.body = { forgotten: asked >= 0 }
  })
  router.post('/desk/api/items/:itemCode', async (ctx) => {
    const change = itemChange.safeParse(parseJson(await readBytes(ctx)))
    ctx.status = change.success ? 200 : 400
    ctx.body = { changed: change.success }
    if (!change.success) return
    store.data.itemChanges[ctx.params.itemCode ?? ''] = change.data
    await store.save()
  })
  router.post('/desk/api/autopilot', async (ctx) => {
    const done = await switchAutopilot(parseJson(await readBytes(ctx)), parts)
    ctx.status = done ? 200 : 400
    ctx.body = done ? { on: store.data.autopilot } : { error: 'on: true or false' }
  })
}

function describe(one: YkbCase) {
  const { contentSm3, supplements, ...shown } = one
  return { ...shown, state: stateOf(one), supplementIds: supplements.map(({ supplementId }) => supplementId) }
}

// The form carries one reason field per thing that may be wrong; those left empty are in order.
function moveOf(form: URLSearchParams): unknown {
  const reasons = form.getAll('reason')
  const correction = form
    .getAll('item')
    .map((item, index) => ({ item, reason: (reasons[index] ?? '').trim() }))
    .filter(({ reason }) => reason !== '')
  return { to: form.get('to'), note: form.get('note') ?? undefined, ...(correction.length > 0 ? { correction } : {}) }
}

async function switchAutopilot(fields: unknown, { store, changed }: YkbParts): Promise<boolean> {
  const parsed = z.object({ on: z.union([z.boolean(), z.enum(['true', 'false'])]) }).safeParse(fields)
  if (!parsed.success) return false
  store.data.autopilot = String(parsed.data.on) === 'true'
  await store.save()
  changed()
  return true
}

async function sendMaterial(ctx: Context, outerId: string, index: number, { store, shelf }: YkbParts): Promise<void> {
  const material = findCase(store.data, outerId)?.materials[index]
  const bytes = material && (await shelf.get(material.sm3))
  if (material === undefined || bytes === undefined) return
  const shown = shownTypes.includes(material.contentType)
  ctx.set('x-content-type-options', 'nosniff')
  ctx.set('content-security-policy', 'sandbox')
  ctx.type = shown ? material.contentType : 'application/octet-stream'
  if (!shown) ctx.set('content-disposition', 'attachment')
  ctx.body = bytes
}
