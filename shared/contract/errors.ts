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
  level_required: {
    status: 403,
    when: 'The route needs a higher level; `fields.needed` = phone, real-name or face. The client leads the person there.',
    message: '办理这件事需要先完成身份核验。'
  },
  fresh_check_required: {
    status: 403,
    when: 'A sensitive act, and the last proof of identity is older than five minutes; the client asks for a new one.',
    message: '为了您的账户安全，请先再次验证是您本人。'
  },
  capacity_required: {
    status: 403,
    when: 'The route serves enterprises and the person does not act for one now; they switch on 我的.',
    message: '请先在“我的”里切换到企业身份。'
  },
  second_person_required: {
    status: 403,
    when: 'The act needs a second person, and this one has written or decided the matter; a colleague does it.',
    message: '自己写的内容不能由自己审核，请换一位同事。'
  },
  out_of_scope: {
    status: 403,
    when: 'The person acts for somebody else, and this is not in what they were entrusted with.',
    message: '这件事不在代办授权的范围内，请联系委托人。'
  },
  consent_required: {
    status: 403,
    when: 'A department would get sensitive data without consent; `fields` maps each missing sharing id to its purpose.',
    message: '办理前需要您同意向部门提供必要的信息。'
  },
  code_wrong: {
    status: 422,
    when: 'The SMS code is wrong; `fields.triesLeft` says how often it may still be tried.',
    message: '验证码不对，请核对后再输入。'
  },
  code_expired: {
    status: 422,
    when: 'The SMS code is too old, used, or was tried too often; the person asks for a new one.',
    message: '验证码已失效，请重新获取。'
  },
  id_tail_required: {
    status: 422,
    when: 'The number belongs to a verified account: the last six of its ID card or other paper are asked too (numbers are reissued).',
    message: '这个手机号的账户已实名，请再输入证件号码的后六位。'
  },
  identity_not_matched: {
    status: 422,
    when: 'The public-security register says name and ID number do not belong together; the person corrects them.',
    message: '姓名和身份证号不一致，请核对后再试。'
  },
  identity_taken: {
    status: 409,
    when: 'Another account is verified with this identity; the person can merge the two after a face check.',
    message: '这个身份已在您的另一个账户实名，可以通过人脸核身合并账户。'
  },
  guardian_required: {
    status: 403,
    when: 'The person is under 14 (PIPL art. 31): only a guardian can act for them.',
    message: '未满 14 周岁需由监护人代为办理，请监护人在“我的身份”里添加孩子。'
  },
  face_not_passed: {
    status: 422,
    when: 'WeChat did not confirm the face check (anything but errcode 0 and verify_ret 10000); the person tries again.',
    message: '人脸核身没有通过，请在光线好的地方再试一次。'
  },
  not_legal_representative: {
    status: 403,
    when: 'The market-regulation register names somebody else as legal representative.',
    message: '登记的法定代表人不是您本人，请由法定代表人绑定后授权您为经办人。'
  },
  cases_open: {
    status: 409,
    when: 'The account cannot be closed while a department works on a case; `fields` names them.',
    message: '您还有正在办理的办件，办结后才能注销账户。'
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
  slot_full: {
    status: 409,
    when: 'No place is left in the chosen time; the citizen chooses another.',
    message: '这个时段已经约满，请换一个时段。'
  },
  booked_already: {
    status: 409,
    when: 'The person has a live booking for the same thing and day; `fields.bookingId` names it.',
    message: '您当天已经有这个事项的预约，可以在“我的预约”里查看。'
  },
  bookings_overlap: {
    status: 409,
    when: 'The person has a live booking at the same moment; `fields.bookingId` names it.',
    message: '您在这个时间已经有另一个预约，请换一个时段，或者先取消那一个。'
  },
  too_many_bookings: {
    status: 409,
    when: 'The person has as many live bookings as one may have.',
    message: '您没有办完的预约已经到上限了。请先取消不去的，再预约新的。'
  },
  draft_submitted: {
    status: 409,
    when: 'The draft has become a case already; `fields.caseId` names it.',
    message: '这份申请已经提交过了，可以在“我的办件”里查看。'
  },
  service_closed: {
    status: 409,
    when: 'The service item is paused or out of season; `fields.until` says in words when it opens again. The draft stays.',
    message: '这个事项现在不受理申请，已填的内容会保留，开放后可以接着提交。'
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
  file_infected: {
    status: 422,
    when: 'The virus scanner found something in the file; the citizen takes another.',
    message: '这个文件里发现病毒，不能使用，请换一个文件。'
  },
  file_blank: {
    status: 422,
    when: 'The photo is black or of one colour all over; the citizen takes another.',
    message: '这张照片上什么也没有（全黑或者只有一种颜色），请重新拍一张。'
  },
  file_broken: {
    status: 422,
    when: 'The parts of an upload do not make the file that was announced (sha256); the client uploads it anew.',
    message: '文件没有传完整，请再传一次。'
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
