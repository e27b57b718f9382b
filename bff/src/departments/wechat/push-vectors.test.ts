import fc from 'fast-check'
import { sealEnvelope } from '../../../../test/sandbox/wechat/push-envelope'
import { openEnvelope } from './push-envelope'
import { pushFields } from './push-fields'
import { pushSignature, signatureFits } from './push-signature'

/** hpyer/node-easywechat, test/Core/Encryptor.test.js: its last block is padded with 21 bytes. */
const vector = {
  appId: 'wxb11529c136998cb6',
  token: 'pamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  nonce: '260774613',
  timestamp: '1458300676',
  msgSignature: '4f3ad57b6989f09f4eb392acce4f9e93942ed890',
  encrypted:
    'rTNFcsut4LfGuAFKEUVVpwcaCOTJzOd9twZdIW910jb3k+iicx2uvhttIZ3Qg9Qgty3BEF2xbOrz6boTfb30dMomcgrkTqdFPwnhqbk+kIQ7rZiwny9D7NUrTgA5kpX3KsZvrXzUZyP2x9YOlxbgm572lmxKvM7HAQQhIQ/p6HBmoY30bGXFK0BtIu1pW9TjhOYrLQoU18nWYjWqDA1ynkmOytpv7QRI1P1+0NoxL0q2zO1DgeSvnE8CZGo/o5Ap/WHK5W2RAsinpzN4/LjPnmB6U01I5XCoJoC0GK/yMZycd2Oh8Nq6+wBkC1U85oy0ktOY4nLvsQMLrourmMGdZHuTbqpeJ8Ao/5PRYJ+WBvRUwPfGKBL2+2IKZF49vAJqkcGWSHGE76ZN2erXeuNazf/o9o3lIE3q739o4c8t9QGPe31GT2Go/rOz1BsrASwvauNulCh+++yz+CQzBIuikA=='
}

describe('the signature of a push', () => {
  it.each([
    ['1714036504', '1514711492', 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['1714037059', '486452656', '899cf89e464efb63f54ddac96b0a0a235f53aa78']
  ])('is the one of WeChat’s examples (%s)', (timestamp, nonce, signature) => {
    expect(pushSignature('AAAAA', timestamp, nonce)).toBe(signature)
    expect(signatureFits(signature, pushSignature('AAAAA', timestamp, nonce))).toBe(true)
  })

  it('covers the content in 安全模式', () => {
    const { token, timestamp, nonce, encrypted, msgSignature } = vector
    expect(pushSignature(token, timestamp, nonce, encrypted)).toBe(msgSignature)
    expect(pushSignature(token, timestamp, nonce, encrypted.replace('r', 's'))).not.toBe(msgSignature)
  })

  it('has one spelling', () => {
    const right = pushSignature('AAAAA', '1714036504', '1514711492')
    expect(
      [null, '', right.toUpperCase(), `${right}0`, right.slice(1)].map((other) => signatureFits(other, right))
    ).toEqual(Array(5).fill(false))
  })
})

describe('an encrypted push', () => {
  it('opens as in the known example', () => {
    const text = openEnvelope(vector.encrypted, vector.aesKey, vector.appId)
    expect(pushFields(text ?? '')).toMatchObject({
      ToUserName: 'asdasdasd',
      FromUserName: 'asdasdasdsadasd',
      CreateTime: '1234567898',
      Content: 'hello'
    })
  })

  it('for another app, with another key, or broken, does not open', () => {
    const { encrypted, aesKey, appId } = vector
    expect(openEnvelope(encrypted, aesKey, 'wxb11529c136998cb7')).toBeNull()
    expect(openEnvelope(encrypted, aesKey.replace('a', 'b'), appId)).toBeNull()
    expect(openEnvelope(encrypted.slice(0, -24), aesKey, appId)).toBeNull()
    expect(openEnvelope('', aesKey, appId)).toBeNull()
    expect(openEnvelope('AAAA', aesKey, appId)).toBeNull()
  })

  it('opens whatever its length, 1 to 32 bytes of padding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(openEnvelope(sealEnvelope(text, vector.aesKey, vector.appId), vector.aesKey, vector.appId)).toBe(text)
      })
    )
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(openEnvelope(Buffer.from(bytes).toString('base64'), vector.aesKey, vector.appId)).toBeNull()
      })
    )
  })
})

describe('the fields of a push', () => {
  it('keep an id of a message whole, which a number of JavaScript cannot', () => {
    expect(pushFields('{"MsgType":"text","MsgId":23637352235060881}')).toEqual({
      MsgType: 'text',
      MsgId: '23637352235060881'
    })
    expect(pushFields('<xml><MsgId>23637352235060881</MsgId></xml>')).toEqual({ MsgId: '23637352235060881' })
  })

  it('are not found in what WeChat never sends, entities above all', () => {
    const bombs = ['<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>', '<html></html>', '<xml>', '[]', 'null', '']
    expect(bombs.map(pushFields)).toEqual(Array(bombs.length).fill(null))
  })

  it('leave what a person wrote as it was written', () => {
    expect(pushFields('<xml><Content><![CDATA[<b>&amp;]]></Content></xml>')).toEqual({ Content: '<b>&amp;' })
  })
})
