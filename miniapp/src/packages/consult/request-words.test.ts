import { nextOf, removedWords } from './request-words'

const none = { waiting: 0, removed: 0 }

it('a photo that is still being checked is named as what the request waits for', () => {
  expect(nextOf({ state: 'sending', photoCheck: { waiting: 1, removed: 0 } })).toMatch(
    /^照片正在接受微信的内容安全检查/
  )
  expect(nextOf({ state: 'sending', photoCheck: none })).toMatch(/^12345 收到后会告诉您/)
  expect(nextOf({ state: 'withheld', photoCheck: { waiting: 1, removed: 0 } })).toMatch(/^您撤回了同意/)
})

it('a photo that was taken out is told, and that the words go on only where they do', () => {
  const photoCheck = { waiting: 0, removed: 2 }
  expect(removedWords({ state: 'received', photoCheck })).toBe(
    '有 2 张照片没有通过微信的内容安全检查或者病毒扫描，已经去掉，不会送给 12345。文字照常送出。'
  )
  expect(removedWords({ state: 'unfit', photoCheck })).not.toContain('照常')
  expect(removedWords({ state: 'received', photoCheck: none })).toBe('')
})
