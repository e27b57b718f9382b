import type { PartnerSettings } from './service'

const NAME = /^PARTNER_([A-Z0-9_]+)_(URL|SECRET)$/
/** Bytes a partner's key has at least. */
const SHORTEST_SECRET = 16

/** Names of the settings of partners that are set: PARTNER_CULTURE_TOURISM_URL, PARTNER_CULTURE_TOURISM_SECRET. */
export const partnerSettingNames = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env).filter((name) => NAME.test(name) && env[name])

/** The partners a deployment offers, by partner id, and a line per wrong setting. */
export function partnerSettings(env: NodeJS.ProcessEnv): { partners: PartnerSettings; problems: string[] } {
  const partners: PartnerSettings = {}
  const problems: string[] = []
  const names = new Set(partnerSettingNames(env).map((name) => NAME.exec(name)?.[1] ?? ''))
  for (const name of names) {
    const url = env[`PARTNER_${name}_URL`] ?? ''
    const secret = env[`PARTNER_${name}_SECRET`] ?? ''
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      problems.push(`PARTNER_${name}_URL: ${url ? 'must be an http(s) address' : 'missing'}`)
    if (secret.length < SHORTEST_SECRET)
      problems.push(
        `PARTNER_${name}_SECRET: ${secret ? `must have at least ${SHORTEST_SECRET} characters` : 'missing'}`
      )
    partners[name.toLowerCase().replaceAll('_', '-')] = { url, secret }
  }
  return { partners, problems }
}
