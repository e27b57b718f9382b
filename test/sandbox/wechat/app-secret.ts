import type { RefusalCode } from './refusals'

/** What is wrong with appid and secret of a call meant for one app, or undefined. */
export function refuseApp(
  appid: string,
  secret: string,
  app: { appid: string; secret: string }
): RefusalCode | undefined {
  if (appid === '') return 41002
  if (appid !== app.appid) return 40013
  if (secret === '') return 41004
  return secret === app.secret ? undefined : 40125
}
