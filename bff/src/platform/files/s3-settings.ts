import * as z from 'zod/mini'

/** What names the file store: all of these or none. */
export const FILE_STORE = ['FILES_S3_URL', 'FILES_S3_BUCKET', 'FILES_S3_KEY', 'FILES_S3_SECRET'] as const

const isBareUrl = (text: string) => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false
  const { username, password, search, hash } = new URL(text)
  return !(username || password || search || hash)
}

/** Uploaded files in a bucket of any S3-compatible store instead of DATA_DIR/files. */
export const s3Fields = {
  /** requests are signed for this very address; it is named in errors, so it carries no credentials */
  FILES_S3_URL: z.optional(
    z.string().check(z.refine(isBareUrl, 'must be an http(s) address without user, query or fragment'))
  ),
  FILES_S3_REGION: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/, 'must be letters, digits and hyphens')),
    'us-east-1'
  ),
  FILES_S3_BUCKET: z.optional(
    z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be 3 to 63 small letters, digits, . or -'))
  ),
  FILES_S3_KEY: z.optional(z.string()),
  FILES_S3_SECRET: z.optional(z.string())
}
const fields = z.object(s3Fields)

/** A line per missing setting once any is given: a store by halves would quietly keep citizens' files in a folder. */
export const s3Problems = (env: NodeJS.ProcessEnv): string[] =>
  [...FILE_STORE, 'FILES_S3_REGION'].some((name) => env[name])
    ? FILE_STORE.filter((name) => !env[name]).map((name) => `${name}: missing; the S3 file store needs it`)
    : []

/** The store these settings name; null = none, files lie in a folder. */
export const s3Settings = (given: z.infer<typeof fields>) =>
  given.FILES_S3_URL && given.FILES_S3_BUCKET && given.FILES_S3_KEY && given.FILES_S3_SECRET
    ? {
        endpoint: given.FILES_S3_URL,
        region: given.FILES_S3_REGION,
        bucket: given.FILES_S3_BUCKET,
        accessKey: given.FILES_S3_KEY,
        secretKey: given.FILES_S3_SECRET
      }
    : null
