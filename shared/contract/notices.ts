import * as z from 'zod/mini'
import { civilDay, done } from './parts'
import { routes } from './route'

/** Versioned terms: 隐私政策 and 服务协议, as published in bff/content/terms. */
export const termsId = z.enum(['privacy', 'service'])
export const terms = z.object({
  id: termsId,
  version: z.string(),
  title: z.string(),
  effective: civilDay,
  /** 待主管部门审定 when nobody has approved the text yet */
  note: z.nullable(z.string()),
  sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) }))
})
export type Terms = z.output<typeof terms>

export const noticesRoutes = routes({
  showSite: {
    method: 'GET',
    path: '/api/v1/site',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Who runs this, 备案编号 and 投诉建议 (国办函〔2026〕12号); null = not configured yet: 待填.',
    response: z.object({
      operator: z.nullable(z.string()),
      recordNumber: z.nullable(z.string()),
      complaints: z.nullable(z.string()),
      /** true on a development start: any browser reaches WeChat's sign-in, because the sandbox stands in for WeChat */
      wechatAnywhere: z.boolean()
    }),
    errors: []
  },
  showTerms: {
    method: 'GET',
    path: '/api/v1/terms/:termsId',
    ids: { termsId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The terms in force.',
    params: z.object({ termsId }),
    response: terms,
    errors: ['not_found']
  },
  listMyTerms: {
    method: 'GET',
    path: '/api/v1/me/terms',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Which versions are in force and which I have agreed to.',
    response: z.object({
      items: z.array(z.object({ id: termsId, version: z.string(), title: z.string(), agreed: z.boolean() }))
    }),
    errors: ['sign_in_required']
  },
  agreeToTerms: {
    method: 'POST',
    path: '/api/v1/me/terms',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'I have read and agree to this version; again is the same.',
    body: z.object({ id: termsId, version: z.string().check(z.maxLength(40)) }),
    response: done,
    errors: ['sign_in_required', 'forbidden', 'conflict']
  }
})
