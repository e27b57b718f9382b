import { folderKey } from '../../platform/data-folder/keys'
import { sm2PublicKey } from '../../platform/gm/sm2'

type KeySettings = Partial<Record<'CERTIFICATE_SIGN_KEY' | 'CERTIFICATE_FORMER_KEYS', string | undefined>>

/**
 * The SM2 key that signs certificates (CERTIFICATE_SIGN_KEY, or the data folder's own), and the public keys they may be
 * signed with: its own and those before it (CERTIFICATE_FORMER_KEYS, separated by commas).
 */
export function certificateKeys(given: KeySettings, dataDir: string): { signKey: string; trusted: string[] } {
  const signKey = given.CERTIFICATE_SIGN_KEY || folderKey(dataDir, 'certificates')
  const former = (given.CERTIFICATE_FORMER_KEYS ?? '').split(',').filter(Boolean)
  return { signKey, trusted: [sm2PublicKey(signKey), ...former] }
}
export type CertificateKeys = ReturnType<typeof certificateKeys>
