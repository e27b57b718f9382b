import Taro from '../../test-mocks/taro'
import { comeBackAddress, makeErrand } from './errand'

test.each([
  [
    '%2Fpackages%2Fservices%2Fpages%2Fapply%2Findex%3FserviceId%3Dx',
    '/packages/services/pages/apply/index?serviceId=x'
  ],
  ['/pages/index/index', '/pages/index/index'],
  ['//evil.example/x', '/pages/mine/index'],
  ['%2F%2Fevil.example', '/pages/mine/index'],
  ['https://evil.example', '/pages/mine/index'],
  ['/\\evil.example', '/pages/mine/index'],
  ['%2F%E0%A4%A', '/pages/mine/index'],
  [undefined, '/pages/mine/index']
])('a link that says to come back to %s leads to %s', (given, address) => {
  expect(comeBackAddress(given)).toBe(address)
})

test('the page that was left lies below and is gone back to; after a reload it is opened again', async () => {
  const back = jest.spyOn(Taro, 'navigateBack')
  const replaced = jest.spyOn(Taro, 'redirectTo')
  const pages = jest.spyOn(Taro, 'getCurrentPages')
  jest.spyOn(Taro, 'getCurrentInstance').mockReturnValue({ router: { path: '/packages/x/index', params: {} } })
  pages.mockReturnValue([{ route: 'packages/x/index' }, { route: 'packages/identity/pages/step-up/index' }])
  await makeErrand().finish('/packages/x/index?id=1')
  expect([back.mock.calls.length, replaced.mock.calls.length]).toEqual([1, 0])
  pages.mockReturnValue([{ route: 'packages/identity/pages/step-up/index' }])
  await makeErrand().finish('/packages/x/index?id=1')
  expect(replaced).toHaveBeenCalledWith({ url: '/packages/x/index?id=1' })
})

test('a page that cannot be opened does not leave anybody waiting', async () => {
  jest.spyOn(Taro, 'navigateTo').mockRejectedValueOnce({ errMsg: 'navigateTo:fail' })
  await expect(makeErrand().send('/packages/x/index')).resolves.toBe(false)
})
