import Taro from '@tarojs/taro'

/** The one-use sign-in code of this phone's WeChat (wx.login), good for five minutes. Rejects when WeChat gives none. */
export async function wechatCode(): Promise<string> {
  const { code } = await Taro.login()
  return code
}
