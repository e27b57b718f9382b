import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { PASSWORD_LENGTH } from '@shared/contract/desk'

/** OWASP password storage, scrypt: 32 MiB and three passes, about 0.2 s. Kept with each hash, so they can be raised. */
const COST = { log2N: 15, r: 8, p: 3 } as const
const KEY_BYTES = 32

const derive = (password: string, salt: Buffer, { log2N, r, p }: { log2N: number; r: number; p: number }) =>
  new Promise<Buffer>((resolve, reject) => {
    const N = 2 ** log2N
    // NFKC: the same characters typed on another keyboard are the same password
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  })

/** `scrypt$15$8$3$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** For accounts that do not exist: the answer takes as long as for those that do. */
const NOBODYS = ['scrypt', COST.log2N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$')

/** False for a wrong password, and, after the same time, where there is none (`kept` null). */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, log2N, r, p, salt = '', key = ''] = (kept ?? NOBODYS).split('$')
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && kept !== null
}

/** What the lists of common passwords are made of, as far as their pieces make up twelve characters. */
const COMMON = [
  ...[
    'password',
    'passwort',
    'passwd',
    'pass',
    'admin',
    'administrator',
    'root',
    'welcome',
    'letmein',
    'login',
    'user'
  ],
  ...['iloveyou', 'princess', 'sunshine', 'football', 'baseball', 'monkey', 'dragon', 'master', 'superman', 'batman'],
  ...['shadow', 'michael', 'jordan', 'starwars', 'computer', 'internet', 'secret', 'changeme', 'default', 'guest'],
  ...['hello', 'test', 'temp', 'summer', 'winter', 'spring', 'autumn', 'mustang', 'trustno', 'freedom', 'whatever'],
  ...['woaini', 'wodemima', 'mima', 'zhongguo', 'china', 'chongqing', 'yuzhong', 'zhijianban', 'yukuaiban', 'beijing'],
  ...[
    'zhangwei',
    'wangwei',
    'liwei',
    'caonima',
    'nihao',
    'aini',
    'huang',
    'zhang',
    'wang',
    'chen',
    '5201314',
    '1314520'
  ],
  ...['520', '1314', '888', '666', '168']
].sort((a, b) => b.length - a.length)
const RUNS = [
  ...['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '!@#$%^&*()'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm', '1q2w3e4r5t6y7u8i9o0p', 'qazwsxedcrfvtgbyhnujm', 'a1b2c3d4e5f6g7h8']
].flatMap((run) => [run, [...run].reverse().join('')])
const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's'
}
/** So much must be left when everything common is taken away. */
const OWN_CHARACTERS = 7

function withoutRuns(text: string): string {
  for (let from = 0; from < text.length; from += 1)
    for (let to = text.length; to - from >= 4; to -= 1) {
      const piece = text.slice(from, to)
      if (RUNS.some((run) => run.includes(piece))) return withoutRuns(text.slice(0, from) + text.slice(to))
    }
  return text
}

const without = (text: string, words: string[]) => words.reduce((left, word) => left.split(word).join(''), text)

function own(text: string, words: string[]): string {
  // again: 123412341234, abcabcabc
  const once = text.replace(/(.{1,6}?)\1{2,}/g, '$1')
  return without(withoutRuns(once), words)
    .replace(/(19|20)\d\d/g, '')
    .replace(/(.)\1+/g, '$1')
}

/**
 * A sentence when a password is refused: too short, or made of what is tried first (common passwords, keyboard runs,
 * repetitions, years, the person's own login). NIST SP 800-63B 3.1.1.2: length and a blocklist, no rules on classes.
 */
export function passwordTrouble(password: string, login: string): string | null {
  if ([...password].length < PASSWORD_LENGTH.least) return `密码至少 ${PASSWORD_LENGTH.least} 位。`
  const lower = password.normalize('NFKC').toLowerCase()
  const plain = [...lower].map((one) => LOOKALIKES[one] ?? one).join('')
  const words = [...login.split(/[._-]/).filter((part) => part.length > 2), ...COMMON]
  const left = Math.min(...[lower, plain].map((text) => new Set(own(text, words)).size))
  return left < OWN_CHARACTERS ? '这个密码太容易被猜到，请换一个，比如几个不相干的词连在一起。' : null
}
