/**
 * Every error a citizen can meet: the status it is sent with, when it happens and who can mend it (for engineers),
 * and what the screen says (what, why, what next). Codes are part of the contract and never change their meaning.
 */
export const ERRORS = {
  bad_request: {
    status: 400,
    when: 'The request does not fit the contract; the client program mends it. `fields` names each place.',
    message: '提交的内容有误，请按提示修改后再试。'
  },
  form_invalid: {
    status: 422,
    when: 'Answers break the rules of the form; the citizen mends them. `fields` holds a sentence per field.',
    message: '有几处还没有填对，请按提示修改。'
  },
  sign_in_required: {
    status: 401,
    when: 'No session, or it has ended; the client signs in again and comes back.',
    message: '登录已失效，请重新登录。'
  },
  sign_in_failed: {
    status: 401,
    when: 'WeChat did not accept the sign-in code (used, expired, wrong state); a new sign-in mends it.',
    message: '登录没有成功，请再试一次。'
  },
  snapshot_user: {
    status: 403,
    when: 'WeChat returned a virtual account (快照页); the citizen opens the full page.',
    message: '当前是微信快照页，请点“使用完整服务”后再登录。'
  },
  forbidden: {
    status: 403,
    when: 'The origin or signature of the request is not accepted.',
    message: '没有权限进行这个操作。'
  },
  not_found: {
    status: 404,
    when: 'Nothing with this id belongs to the caller, or no such route.',
    message: '没有找到您要的内容。'
  },
  conflict: {
    status: 409,
    when: 'The thing has changed state meanwhile; the client loads it again.',
    message: '内容刚刚有变化，请刷新后再试。'
  },
  draft_submitted: {
    status: 409,
    when: 'The draft has become a case already; `fields.caseId` names it.',
    message: '这份申请已经提交过了，可以在“我的办件”里查看。'
  },
  form_changed: {
    status: 409,
    when: 'The form definition was published anew since the draft began; the client loads the new form.',
    message: '申请表刚刚更新，已填内容会保留，请核对后再提交。'
  },
  idempotency_key_reused: {
    status: 409,
    when: 'The same Idempotency-Key came with different content; the client makes a new key.',
    message: '重复提交的内容不一致，请刷新后再试。'
  },
  file_rejected: {
    status: 415,
    when: 'The file is none of the allowed types, judged by its content; the citizen takes another.',
    message: '这个文件打不开或类型不支持，请上传 JPG、PNG 照片或 PDF 文件。'
  },
  file_too_large: {
    status: 413,
    when: 'Body or file above the limit of the route; the citizen takes a smaller one.',
    message: '文件太大了，请压缩后再上传。'
  },
  too_many_requests: {
    status: 429,
    when: 'A rate limit was reached; Retry-After says when it goes on.',
    message: '操作太频繁，请稍等一会儿再试。'
  },
  department_unavailable: {
    status: 503,
    when: 'A department system is down or answered nonsense; the raw code is in the log.',
    message: '部门系统暂时没有回应，请稍后再试。'
  },
  unavailable: {
    status: 503,
    when: 'A store of ours is down or the server is stopping; trying again mends it.',
    message: '服务正在恢复，请稍后再试。'
  },
  internal: {
    status: 500,
    when: 'A defect of ours; the log has it under the request id.',
    message: '服务出了点问题，我们已经记录，请稍后再试。'
  }
} as const satisfies Record<string, { status: number; when: string; message: string }>

export type ErrorCode = keyof typeof ERRORS

/** Errors every route may answer, whatever it lists itself. */
export const COMMON_ERRORS = [
  'bad_request',
  'too_many_requests',
  'unavailable',
  'internal'
] as const satisfies readonly ErrorCode[]

/** The body of every error reply. */
export interface ErrorBody {
  error: ErrorCode
  message: string
  requestId: string
  fields?: Record<string, string>
}
