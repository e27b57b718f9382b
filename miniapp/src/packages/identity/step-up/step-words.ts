import type { Needed } from '@/session/step-up'

export const STEP_NAMES = {
  phone: '绑定手机号',
  'real-name': '实名核验',
  face: '人脸核身',
  fresh: '再次验证是您本人'
} as const satisfies Record<Needed, string>

/** Why it is asked, and what is done with it. */
export const WHY = {
  phone: '办这件事要能联系到您：验证码和办理通知会发到您的手机号。号码加密保存。',
  'real-name': '办这件事要确认您是谁。姓名和身份证号由公安机关的人口信息核对，我们只得到“一致”或“不一致”的答复。',
  face: '办这件事要确认是您本人在操作。人脸由微信采集和比对，我们只收到是否通过，不保存照片。',
  fresh: '这一步关系到您的账户和信息安全，请再验证一次是您本人。验证后五分钟内有效。'
} as const satisfies Record<Needed, string>
