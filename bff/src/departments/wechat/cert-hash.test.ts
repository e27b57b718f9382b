import { certHash } from './cert-hash'

describe('the hash that ties a face check to a person', () => {
  it('is the one of WeChat’s own example', () => {
    expect(certHash({ name: '张三', idNumber: '310101199801011234' })).toBe(
      '3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b'
    )
  })

  it('is another one for another person', () => {
    const hashes = [
      certHash({ name: '张三', idNumber: '310101199801011235' }),
      certHash({ name: '张四', idNumber: '310101199801011234' }),
      certHash({ name: '张三', idNumber: '310101199801011234' })
    ]
    expect(new Set(hashes).size).toBe(3)
  })
})
