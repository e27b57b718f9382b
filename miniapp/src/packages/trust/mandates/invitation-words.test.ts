import { cardWords, isInvitationCode, messageWords, typedInvitationCode } from './invitation-words'

it('a code that was read out may be typed with blanks, hyphens and small letters', () => {
  const typed = typedInvitationCode(' 7k2q-99ab ')
  expect(typed).toBe('7K2Q99AB')
  expect(isInvitationCode(typed)).toBe(true)
})

it.each(['', '7K2Q99A', '7K2Q99ABC', '7K2Q99A!', '７K2Q99AB'])('“%s” is not taken for a code', (text) => {
  expect(isInvitationCode(typedInvitationCode(text))).toBe(false)
})

it('what is sent names nobody, because cards and messages are forwarded', () => {
  expect(cardWords('proxy')).toBe('亲情代办邀请')
  expect(messageWords({ kind: 'agent', code: '7K2Q99AB' }, 'https://example.cn/#/x')).toBe(
    '【指尖办】经办人授权邀请，邀请码 7K2Q99AB。点链接查看并接受：https://example.cn/#/x'
  )
})
