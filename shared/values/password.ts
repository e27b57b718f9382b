import { LEAKED_PASSWORDS } from './leaked-passwords'

/** Characters of a password of staff (OWASP ASVS 2.1.1, 2.1.2). */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

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

const without = (text: string, words: readonly string[]) =>
  words.reduce((left, word) => left.split(word).join(''), text)

function own(text: string, words: string[]): string {
  // again: 123412341234, abcabcabc
  const once = without(text, LEAKED_PASSWORDS).replace(/(.{1,6}?)\1{2,}/g, '$1')
  return without(withoutRuns(once), words)
    .replace(/(19|20)\d\d/g, '')
    .replace(/(.)\1+/g, '$1')
}

/** What is left of a password, read as it stands and with its look-alikes as letters. */
function ownReadings(password: string, login: string): string[] {
  const lower = password.normalize('NFKC').toLowerCase()
  const plain = [...lower].map((one) => LOOKALIKES[one] ?? one).join('')
  const words = [...login.split(/[._-]/).filter((part) => part.length > 2), ...COMMON]
  return [lower, plain].map((text) => own(text, words))
}

/**
 * A sentence when a password is refused: too short, or made of what is tried first (common and leaked passwords, keyboard
 * runs, repetitions, years, the person's own login). NIST SP 800-63B 3.1.1.2: length and a blocklist, no rules on classes.
 */
export function passwordTrouble(password: string, login: string): string | null {
  if ([...password].length < PASSWORD_LENGTH.least) return `密码至少 ${PASSWORD_LENGTH.least} 位。`
  const left = Math.min(...ownReadings(password, login).map((text) => new Set(text).size))
  return left < OWN_CHARACTERS ? '这个密码太容易被猜到，请换一个，比如几个不相干的词连在一起。' : null
}

/** A Chinese character is one of thousands, a letter one of some dozens. */
const weight = (text: string) => [...text].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0)
/** From here on a password is called strong: so much length that is its own. */
const STRONG = 16

/** What a chosen password is worth, in words; weak = it will be refused (passwordTrouble). */
export function passwordStrength(password: string, login: string): string {
  const trouble = passwordTrouble(password, login)
  if (trouble) return `弱。${trouble}`
  const length = Math.min(...ownReadings(password, login).map(weight))
  return length < STRONG ? '中等。可以使用，再加一个不相干的词更安全。' : '强。'
}
