import Taro from '../../../../test-mocks/taro'
import { openAddress, takeWantedAddress } from './open-address'

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterEach(() => {
  process.env.TARO_ENV = 'h5'
})

it('the ticket never stands in the address of a page, and the web-view gets it once', async () => {
  const opened = jest.spyOn(Taro, 'navigateTo')
  await openAddress('https://dept.example/in?ticket=secret')
  expect(JSON.stringify(opened.mock.calls)).not.toContain('secret')
  expect(takeWantedAddress()).toBe('https://dept.example/in?ticket=secret')
  expect(takeWantedAddress()).toBeUndefined()
})
