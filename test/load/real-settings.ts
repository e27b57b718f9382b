import path from 'node:path'
import type { Secrets } from '../support/sandbox-secrets'
import { productEnv } from './product-env'

export interface Departments {
  secrets: Secrets
  url: string
}

/** The limits stand as the product ships them: nothing here is beyond what one citizen may do. */
export const settingsFrom = (departments: Departments, more: Record<string, string> = {}) =>
  productEnv({ RATE_SCALE: '1', ...more }, departments)

export const logOf = (env: Record<string, string>) => path.join(env.DATA_DIR ?? '', 'server.log')
