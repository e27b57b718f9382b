import { CallError } from '@/platform/call-error'
import { checkFace } from '@/platform/face-check'

const WORDS = {
  cancelled: '人脸核身没有完成，可以再试一次。',
  unsupported: '这个版本的微信不支持人脸核身，请更新微信后再试。'
} as const

/** Takes the person through WeChat's face check. Rejects with a CallError in words when it was not finished. */
export async function throughFaceCheck(verifyId: string): Promise<void> {
  const outcome = await checkFace(verifyId)
  if (outcome !== 'passed') throw new CallError({ code: 'face_not_passed', status: 0, message: WORDS[outcome] })
}
