import { LEAKED_PASSWORDS } from './leaked-passwords'
import { passwordStrength, passwordTrouble } from './password'

it.each([
  'password1234',
  'Passw0rd2026!',
  'P@ssw0rdP@ssw0rd',
  'qwertyuiop12',
  'qwertyuiopasdf',
  '123456789012',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghijkl',
  'aaaaaaaaaaaa',
  'abc123abc123abc123',
  'woaini5201314',
  'iloveyou1234',
  'admin12345678',
  'chongqing2026',
  'yuzhong123456',
  'letmeinletmein',
  'superman123456',
  'leavemealone',
  'Leavemealone2026!',
  'ghbdtnrfrltkf',
  'q1w2e3r4t5y6',
  'chen.jing2026!!'
])('%s is refused: it is among the first that are tried', (password) => {
  expect(passwordTrouble(password, 'chen.jing')).toContain('太容易被猜到')
})

it.each(['ginkgo-ferry-47-lantern', '竹林深处有一家小面馆开了', 'Tq7#vLm2&xRw', 'correct horse battery'])(
  '%s is taken',
  (password) => {
    expect(passwordTrouble(password, 'chen.jing')).toBeNull()
  }
)

it('of the long passwords known from leaks none is taken', () => {
  expect(LEAKED_PASSWORDS.length).toBeGreaterThan(200)
  expect(LEAKED_PASSWORDS.filter((one) => passwordTrouble(one, 'chen.jing') === null)).toEqual([])
})

it('what is shorter than twelve characters is refused, whatever it is made of', () => {
  expect(passwordTrouble('Tq7#vLm2&xR', 'chen.jing')).toBe('密码至少 12 位。')
})

it.each([
  ['ginkgo-4', '弱。密码至少 12 位。'],
  ['password1234', '弱。这个密码太容易被猜到，请换一个，比如几个不相干的词连在一起。'],
  ['Tq7#vLm2&xRw', '中等。可以使用，再加一个不相干的词更安全。'],
  // long, but most of it is the login and a year
  ['chen.jing-2026-ginkgo47', '中等。可以使用，再加一个不相干的词更安全。'],
  ['ginkgo-ferry-47-lantern', '强。'],
  ['竹林深处有一家小面馆开了', '强。']
])('%s is graded by what in it is its own: %s', (password, words) => {
  expect(passwordStrength(password, 'chen.jing')).toBe(words)
})
