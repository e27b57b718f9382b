import { render, screen } from '@testing-library/react'
import { TextArea } from '../text-area/text-area'
import { TextField } from './text-field'

const given = { name: 'story', label: '情况说明', required: true, value: '' }

describe('what a citizen types', () => {
  const before = process.env.TARO_ENV
  beforeAll(() => {
    process.env.TARO_ENV = 'h5'
  })
  afterAll(() => {
    process.env.TARO_ENV = before
  })

  it.each([
    ['one line', <TextField key='line' {...given} onChange={() => undefined} />],
    ['several lines', <TextArea key='area' {...given} maxLength={200} onChange={() => undefined} />]
  ])('of %s is not remembered by the browser', (_how, field) => {
    render(field)
    expect(screen.getByRole('textbox').getAttribute('autocomplete')).toBe('off')
  })
})
