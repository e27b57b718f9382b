import { fireEvent, render, screen } from '@testing-library/react'
import { phone } from '../../../test-mocks/taro'
import { PhoneButton, type PhoneRefusal } from './phone-button'
import { PrivacyButton } from './privacy-button'

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterEach(() => {
  process.env.TARO_ENV = 'h5'
})

function draw() {
  const told: { codes: string[]; refusals: PhoneRefusal[] } = { codes: [], refusals: [] }
  render(
    <PhoneButton onCode={(code) => told.codes.push(code)} onRefused={(why) => told.refusals.push(why)}>
      用微信手机号
    </PhoneButton>
  )
  return told
}
const tap = () => fireEvent.click(screen.getByRole('button', { name: '用微信手机号' }))

test('a citizen who agrees hands over the code of WeChat', () => {
  const told = draw()
  phone.native = { code: 'one-use', errMsg: 'getPhoneNumber:ok' }
  tap()
  expect(told).toEqual({ codes: ['one-use'], refusals: [] })
})

test.each([
  ['getPhoneNumber:fail user deny', 'refused'],
  ['getPhoneNumber:fail privacy permission is not authorized', 'refused'],
  ['getPhoneNumber:fail jsapi has no permission', 'unavailable'],
  ['getPhoneNumber:fail no enough quota', 'unavailable']
])('after %s the page knows whether to offer the SMS code: %s', (errMsg, why) => {
  const told = draw()
  phone.native = { errMsg }
  tap()
  expect(told).toEqual({ codes: [], refusals: [why] })
})

test('the button of WeChat does not exist in a browser', () => {
  process.env.TARO_ENV = 'h5'
  draw()
  expect(screen.queryByRole('button')).toBeNull()
})

test('agreeing to the privacy guide tells WeChat which button was tapped', () => {
  const agreed: string[] = []
  render(
    <PrivacyButton id='agree-privacy' onAgree={(id) => agreed.push(id)}>
      同意并继续
    </PrivacyButton>
  )
  fireEvent.click(screen.getByRole('button', { name: '同意并继续' }))
  expect(agreed).toEqual(['agree-privacy'])
})
