import { Defect, safeError } from './safe-error'

const said = (error: unknown) => JSON.stringify(safeError(error))

describe('what the log may know of an error', () => {
  it('is its kind, its code and its places, not the words a database quotes', () => {
    const error = Object.assign(new Error('Key (phone)=(19957310481) already exists'), { code: '23505' })
    expect(safeError(error)).toMatchObject({ name: 'Error', code: '23505', places: expect.stringContaining('at ') })
    expect(said(error)).not.toContain('19957310481')
  })

  it('leaves out a line of the message that looks like a place', () => {
    expect(said(new Error('unreadable:\n    at 渝中区示例路 7731 号\n'))).not.toContain('7731')
  })

  it.each([['669999198907047739'], ['鑫龘焱'], [19957310481]])('leaves out a code that is none: %s', (code) => {
    expect(safeError(Object.assign(new Error('x'), { code }))).not.toHaveProperty('code')
  })

  it('quotes a defect of ours, and says nothing of what is no error', () => {
    expect(safeError(new Defect('a file route answered no file')).message).toBe('a file route answered no file')
    expect(safeError('鑫龘焱')).toEqual({})
  })
})
