import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { PasswordField } from './password-field'

function Choosing() {
  const [value, setValue] = useState('')
  return (
    <PasswordField
      name='new'
      label='新密码'
      required
      autoComplete='new-password'
      chosenFor='chen.jing'
      value={value}
      onChange={setValue}
    />
  )
}

const input = () => screen.getByLabelText(/^新密码/)
const type = (value: string) => fireEvent.change(input(), { target: { value } })

describe('choosing a password at the desk', () => {
  const before = process.env.TARO_ENV
  beforeAll(() => {
    process.env.TARO_ENV = 'h5'
  })
  afterAll(() => {
    process.env.TARO_ENV = before
  })
  beforeEach(() => {
    render(<Choosing />)
  })

  it('it is hidden until one asks to see it, and hidden again when one asks again', () => {
    const show = screen.getByRole('button', { name: /^显示密码/ })
    const seen = () => [input().getAttribute('type'), show.getAttribute('aria-pressed')]
    expect(seen()).toEqual(['password', 'false'])
    fireEvent.click(show)
    expect(seen()).toEqual(['text', 'true'])
    expect(input().getAttribute('spellcheck')).toBe('false')
    fireEvent.click(show)
    expect(seen()).toEqual(['password', 'false'])
  })

  it('how good it is, is said in words while it is typed, and nothing before', () => {
    const said = () => screen.getByRole('status').textContent
    expect(said()).toBe('')
    type('chen.jing2026!!')
    expect(said()).toContain('密码强度：弱')
    type('Tq7#vLm2&xRw')
    expect(said()).toContain('密码强度：中等')
    type('ginkgo-ferry-47-lantern')
    expect(said()).toBe('密码强度：强。')
  })
})
