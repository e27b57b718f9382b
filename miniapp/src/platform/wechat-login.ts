import Taro from '@tarojs/taro'
import { CallError } from './call-error'

/** The one-use sign-in code of this phone's WeChat (wx.login), good for five minutes. Rejects with CallError. */
export async function wechatCode(): Promise<string> {
  const reply = await Taro.login().catch(() => undefined)
  if (reply?.code) return reply.code
  throw new CallError({ code: 'sign_in_failed', status: 0, message: '微信没有回应登录请求，请检查网络后再试。' })
}
