import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freshSecrets, type Secrets, settingsFor } from '../support/sandbox-secrets'

/** Departments that are not called in a measurement; their addresses only have to be addresses. */
export const NOBODY = 'http://127.0.0.1:9'

/**
 * Settings of one server on a fresh data folder, as npm start leaves them (embedded store, limits on), without the
 * sandbox's clock. `RATE_SCALE` keeps the limits counting but out of the way of a load from one address.
 */
export function productEnv(
  more: Record<string, string> = {},
  departments: { secrets: Secrets; url: string } = { secrets: freshSecrets(), url: NOBODY }
): Record<string, string> {
  const { SANDBOX_URL, ...settings } = settingsFor(departments.secrets, departments.url, NOBODY)
  return {
    ...settings,
    DATA_DIR: mkdtempSync(path.join(os.tmpdir(), 'zjb-load-')),
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_SCALE: '100000',
    ...more
  }
}
