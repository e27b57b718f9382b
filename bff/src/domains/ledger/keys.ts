import { folderKey } from '../../platform/data-folder/keys'
import { sm2PublicKey } from '../../platform/gm/sm2'

type KeySettings = Partial<Record<'LEDGER_SIGN_KEY' | 'LEDGER_FORMER_KEYS', string | undefined>>

/**
 * The SM2 key that signs heads (LEDGER_SIGN_KEY, or the data folder's own), and the public keys heads may be signed with:
 * its own and those before it (LEDGER_FORMER_KEYS, separated by commas).
 */
export function ledgerKeys(given: KeySettings, dataDir: string): { signKey: string; trusted: string[] } {
  const signKey = given.LEDGER_SIGN_KEY || folderKey(dataDir, 'ledger')
  const former = (given.LEDGER_FORMER_KEYS ?? '').split(',').filter(Boolean)
  return { signKey, trusted: [sm2PublicKey(signKey), ...former] }
}
