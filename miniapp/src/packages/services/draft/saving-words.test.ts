import { emptyDraft } from '@/drafts/kept-draft'
import { CallError, offlineError } from '@/platform/call-error'
import { type DraftProgress, viewOf } from './draft-view'
import { savingWords } from './saving-words'

const progress: DraftProgress = { saving: 'saved', failure: null, onPhone: true, renewed: false }
const kept = emptyDraft('flexible-work', 'citizen-0001')
const begun = {
  ...kept,
  base: {
    id: 'draft-0001',
    serviceId: 'flexible-work',
    serviceName: '灵活就业人员参保登记',
    formVersion: 'v1',
    answers: {},
    revision: 3,
    updatedAt: '2026-11-22T09:00:00.000+08:00',
    files: []
  }
}
const busy = new CallError({ code: 'too_many_requests', status: 429, message: '…' })

it('已保存 is said only of what the server has', () => {
  expect(savingWords(viewOf(begun, progress))).toBe('已保存')
  expect(savingWords(viewOf(kept, progress))).toBe('填写的内容会自动保存')
  expect(savingWords(viewOf(begun, { ...progress, saving: 'saving' }))).toBe('正在保存')
  expect(savingWords(viewOf(begun, { ...progress, saving: 'opening' }))).toBe('正在打开草稿')
})

it('a dead network and a refusing server are told apart, a full phone is not hidden', () => {
  const waiting: DraftProgress = { ...progress, saving: 'waiting' }
  expect(savingWords(viewOf(begun, { ...waiting, failure: offlineError(false) }))).toBe('未联网，已存在手机上')
  expect(savingWords(viewOf(begun, { ...waiting, failure: busy }))).toBe('暂时没有传上去，已存在手机上')
  expect(savingWords(viewOf(begun, { ...waiting, failure: busy, onPhone: false }))).toBe(
    '手机存储空间不足，刚填的内容还没有保存'
  )
})
