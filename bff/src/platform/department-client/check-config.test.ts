import * as z from 'zod/mini'
import { checkConfig, configField } from './check-config'

const schema = z.object({ url: configField.url(), secret: configField.text(), sm4Key: configField.hex(32) })

describe('the configuration of a connector', () => {
  it('is taken when it is right', () => {
    const config = { url: 'http://127.0.0.1:8080/ykb', secret: 's', sm4Key: '0'.repeat(32) }
    expect(checkConfig('ykb', schema, config)).toEqual(config)
  })

  it('is refused with every mistake at once, without repeating a secret', () => {
    const config = { url: 'ftp://somewhere', secret: '', sm4Key: 'not-hex-but-secret' }
    const problems = 'ykb.url is no http address; ykb.secret is missing; ykb.sm4Key must be 32 hex digits'
    expect(() => checkConfig('ykb', schema, config)).toThrow(new Error(problems))
  })

  it.each(['http://host/path?query', 'http://host#part', 'http://', 'host', ' http://host'])(
    '%s is no base address',
    (url) => {
      expect(() => checkConfig('ykb', z.object({ url: configField.url() }), { url })).toThrow('ykb.url')
    }
  )
})
