import { fireEvent, render, screen } from '@testing-library/react'
import { phone } from '../../../../../test-mocks/taro'
import CheckPage from './index'

beforeEach(() => phone.reset())

const found = {
  state: 'withdrawn',
  title: '老年人优待证',
  department: '区民政局',
  holder: '罗*芬',
  issuedOn: '2026-01-05',
  validUntil: null,
  checkedAt: '2026-11-22T09:30:00.000+08:00'
}

const type = (code: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value: code } })

it('somebody who was handed a certificate types its code and reads that it was withdrawn, and whose it is, masked', async () => {
  phone.answers(() => ({ statusCode: 200, data: found }))
  render(<CheckPage />)
  type('ABCD EFGH JKMN PQRS')
  fireEvent.click(screen.getByText('核验'))
  expect(await screen.findByText('这份证照已撤销')).toBeTruthy()
  expect(screen.getByText('罗*芬')).toBeTruthy()
  expect(phone.asked.map(({ data }) => data)).toEqual([{ code: 'ABCD EFGH JKMN PQRS' }])
})

it('without a code nothing is asked', async () => {
  render(<CheckPage />)
  fireEvent.click(screen.getByText('核验'))
  expect(await screen.findByText('请填写证照上的核验码。')).toBeTruthy()
  expect(phone.asked).toEqual([])
})
