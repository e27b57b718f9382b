import { takeReturnedCode } from './returned-code'

test('the sign-in code is taken out of the address, so that a reload or a copied link does not send it again', () => {
  window.history.replaceState(null, '', '/?code=abc&state=xyz#/pages/mine/index')
  expect(takeReturnedCode()).toEqual({ code: 'abc', state: 'xyz' })
  expect(window.location.href).toBe('http://localhost/#/pages/mine/index')
  expect(takeReturnedCode()).toBeUndefined()
})
