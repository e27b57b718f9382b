import { act, render, screen } from '@testing-library/react'
import { phone } from '../../../test-mocks/taro'
import { Page } from '../page/page'
import { setElder } from './elder'

beforeEach(() => act(() => setElder(false)))

test('a citizen who switches to 长辈版 sees the page before them grow, and the rest of the screen with it', () => {
  render(<Page title='我的'>内容</Page>)
  const page = screen.getByRole('main').parentElement
  expect(page?.className).not.toContain('zj-elder')
  act(() => setElder(true))
  expect(page?.className).toContain('zj-elder')
  expect(document.documentElement.classList.contains('zj-elder')).toBe(true)
  act(() => setElder(false))
  expect(page?.className).not.toContain('zj-elder')
  expect(document.documentElement.classList.contains('zj-elder')).toBe(false)
})

test('长辈版 is still on when the program is opened again', async () => {
  act(() => setElder(true))
  const kept = phone.kept.get('setting.elder')
  document.documentElement.className = ''
  await jest.isolateModulesAsync(async () => {
    const { phone: reopened } = await import('../../../test-mocks/taro')
    reopened.kept.set('setting.elder', kept)
    await import('./elder')
  })
  expect(document.documentElement.classList.contains('zj-elder')).toBe(true)
})
