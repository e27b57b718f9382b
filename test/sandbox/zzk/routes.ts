import Router from '@koa/router'
import * as z from 'zod'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type EnvelopeKeys, makeEnvelopeGateway, type Transact } from '../envelope-gateway'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import { html, page } from '../html'
import type { Register } from '../people'
import { readBytes } from '../read-body'
import { certificatesOf, paperOf } from './certificates'

type Parts = {
  keys: EnvelopeKeys
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

const listQuery = z.object({ XM: z.string().min(1), GMSFHM: z.string().min(1) })
const fileQuery = z.object({ zzbs: z.string().min(1) })

/** The e-certificate library (电子证照库): its gateway, and what it holds as a page. It keeps nothing. */
export function makeZzk({ keys, clock, people, faults, calls, closing }: Parts) {
  const all = people.people.flatMap(({ idNumber }) => certificatesOf(people, idNumber))
  const papers = new Map(all.map(({ zzbs }) => [zzbs, paperOf(zzbs)]))
  const gateway = makeEnvelopeGateway(keys, clock, answerFrom(people, papers))
  const router = new Router({ prefix: '/zzk' })
  const api = faultyApi({ system: 'zzk', faults, calls, closing, busyReply: gateway.busy })
  router.post('/gateway', api, async (ctx) => {
    const answer = gateway.answer(await readBytes(ctx))
    noteOutcome(ctx, answer.code)
    ctx.body = answer
  })
  router.get('/certificates', (ctx) => {
    const rows = all.map(
      ({
        czzt,
        zzmc,
        fzjg,
        yxqz,
        zt
      }) => html`<tr><td data-label="持证人">${czzt}</td><td data-label="证照">${zzmc}</td>
<td data-label="颁发机构">${fzjg}</td><td data-label="有效期至">${yxqz ?? '长期'}</td>
<td data-label="状态">${zt === '1' ? '有效' : zt === '2' ? '过期' : '注销'}</td></tr>`
    )
    ctx.body = page(
      '电子证照库',
      html`<p><a href="/">返回控制台</a></p><h1>电子证照库</h1><p class="soft">这些证照都是虚构的。</p>
<div class="card"><table class="stack"><thead><tr><th>持证人</th><th>证照</th><th>颁发机构</th><th>有效期至</th><th>状态</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
    )
  })
  return { router, empty: async () => gateway.forget() }
}

/** ZZ_LIST: whose certificates; 2001 = name and number do not belong together. ZZ_FILE: one of them as a PDF. */
const answerFrom =
  (people: Register, papers: ReadonlyMap<string, string>): Transact =>
  (transCode, payload) => {
    if (transCode === 'ZZ_FILE') {
      const asked = fileQuery.safeParse(payload)
      if (!asked.success) return { code: '2002' }
      const content = papers.get(asked.data.zzbs)
      return content === undefined ? { code: '2001' } : { code: '0', data: { content } }
    }
    const asked = listQuery.safeParse(payload)
    if (transCode !== 'ZZ_LIST' || !asked.success) return { code: '2002' }
    const { XM, GMSFHM } = asked.data
    const known = people.people.find(({ idNumber }) => idNumber === GMSFHM)
    if (known?.name !== XM) return { code: '2001' }
    return { code: '0', data: { list: certificatesOf(people, GMSFHM) } }
  }
