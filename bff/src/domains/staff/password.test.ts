import { hashPassword, isPassword, passwordTrouble } from './password'

it('a password is known again, in whatever form its characters were typed, and another one is not', async () => {
  const kept = await hashPassword('café-ginkgo-47')
  expect(kept).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(await isPassword('cafe\u0301-ginkgo-47', kept)).toBe(true)
  expect(await isPassword('cafe-ginkgo-47', kept)).toBe(false)
  expect(await hashPassword('café-ginkgo-47')).not.toBe(kept)
})

it('where there is no password none is right, not even the one behind the stand-in', async () => {
  expect(await isPassword('', null)).toBe(false)
})

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

it('what is shorter than twelve characters is refused, whatever it is made of', () => {
  expect(passwordTrouble('Tq7#vLm2&xR', 'chen.jing')).toBe('密码至少 12 位。')
})
