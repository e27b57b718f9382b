import { fireEvent, render, screen } from '@testing-library/react'
import { phone } from '../../../../test-mocks/taro'
import { LibraryList } from './library-list'

beforeEach(() => phone.reset())

const idCard = {
  id: 'held-0001',
  title: '居民身份证',
  issuer: '渝中区公安分局（示例）',
  holder: '张*',
  validUntil: '2040-01-01',
  state: 'valid' as const,
  updatedAt: '2026-09-01T08:30:00.000+08:00',
  readAt: '2026-11-20T09:30:00.000+08:00'
}

it('each certificate of the library stands with who issued it and when the library said so', () => {
  render(<LibraryList found={{ items: [idCard], silent: null }} onAgain={jest.fn()} />)
  expect(screen.getByText('居民身份证')).toBeTruthy()
  expect(screen.getByText(/渝中区公安分局（示例）.*2040年1月1日.*查到/)).toBeTruthy()
})

it('a library that does not answer is named, its earlier answer stays, and one press asks again', () => {
  const again = jest.fn()
  render(<LibraryList found={{ items: [idCard], silent: { why: 'unavailable' } }} onAgain={again} />)
  expect(screen.getByText('电子证照库暂时没有答复')).toBeTruthy()
  expect(screen.getByText('居民身份证')).toBeTruthy()
  fireEvent.click(screen.getByText('再查一次'))
  expect(again).toHaveBeenCalledTimes(1)
})

it('before anybody is asked the person reads who gets what for which purpose, and that it can be taken back', () => {
  const sharing = {
    ...{ id: 'e-certificate-wallet', version: 'v1', department: { id: 'big-data', name: '区大数据发展局' } },
    ...{ purpose: '查询您的证照', fields: ['姓名', '身份证号'], sensitive: true, days: 365, without: '请带原件。' }
  }
  render(<LibraryList found={{ items: [], silent: { why: 'consent', sharing } }} onAgain={jest.fn()} />)
  const told = screen.getByText(/需要您同意把姓名、身份证号提供给区大数据发展局/)
  for (const said of ['敏感个人信息', '365 天', '随时撤回', '请带原件。']) expect(told.textContent).toContain(said)
})
