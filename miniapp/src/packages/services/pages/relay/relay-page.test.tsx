import { fireEvent, render, screen } from '@testing-library/react'
import { phone } from '../../../../../test-mocks/taro'
import RelayPage from './index'

beforeEach(() => phone.reset())

it('without a code nothing is asked', async () => {
  render(<RelayPage />)
  fireEvent.click(screen.getByText('继续填写'))
  expect(await screen.findByText('请填写接力码。')).toBeTruthy()
  expect(phone.asked).toEqual([])
})
