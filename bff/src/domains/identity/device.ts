import type { Channel } from './store'

const CHANNELS = {
  'mini-program': '微信小程序',
  'official-account': '微信公众号',
  browser: '浏览器'
} as const satisfies Record<Channel, string>

const SYSTEMS = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙手机'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows 电脑'],
  [/Mac OS X|Macintosh/, '苹果电脑'],
  [/Linux/, 'Linux 电脑']
] as const

/** What a person recognises a device by, kept coarse: 微信小程序 · iPhone. No version, no model, no address. */
export function deviceOf(channel: Channel, userAgent: string): string {
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  return system ? `${CHANNELS[channel]} · ${system}` : CHANNELS[channel]
}
