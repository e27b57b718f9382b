import { fireEvent, render, screen } from '@testing-library/react'
import Taro from '../../test-mocks/taro'
import { HelpLine, type HelpLineProps } from './help-line'

/** The addresses both ways lead to. */
function ways(props: HelpLineProps): string[] {
  const led: string[] = []
  jest.spyOn(Taro, 'navigateTo').mockImplementation(async (given?: { url: string }) => {
    led.push(given?.url ?? '')
    return { errMsg: 'ok' }
  })
  const { unmount } = render(<HelpLine {...props} />)
  fireEvent.click(screen.getByText('问一问'))
  fireEvent.click(screen.getByText('写给 12345'))
  unmount()
  return led
}

test('from any page one can ask or write to 12345, and what the page is about goes along', () => {
  expect(ways({ about: { kind: 'case', id: 'case-1' }, serviceId: 'social-card' })).toEqual([
    '/packages/consult/pages/ask/index?serviceId=social-card',
    '/packages/consult/pages/write/index?about=case&id=case-1'
  ])
})

test('on the page of an item the question is about it too', () => {
  expect(ways({ about: { kind: 'service', id: 'social-card' } })).toEqual([
    '/packages/consult/pages/ask/index?serviceId=social-card',
    '/packages/consult/pages/write/index?about=service&id=social-card'
  ])
})

test('what was looked for and not found is asked with the same words', () => {
  expect(ways({ question: '补贴 50%&多久' })).toEqual([
    `/packages/consult/pages/ask/index?question=${encodeURIComponent('补贴 50%&多久')}`,
    '/packages/consult/pages/write/index'
  ])
})
