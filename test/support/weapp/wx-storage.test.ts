import path from 'node:path'
import { launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession, type Session } from './session'

const dist = path.join(__dirname, 'fixture')
const call = (session: Session, name: string, options: object) =>
  new Promise<Record<string, unknown>>((complete) => Object(session.wx)[name]({ ...options, complete }))

afterEach(closeEverySession)

onPhone('storage of the phone', () => {
  it('keeps values between sessions when the same storage is given again', async () => {
    const first = await launch({ dist })
    await call(first, 'setStorage', { key: 'draft', data: { name: '张三' } })
    await first.close()
    const second = await launch({ dist, storage: first.storage })
    expect(await call(second, 'getStorage', { key: 'draft' })).toMatchObject({ data: { name: '张三' } })
    expect(await call(second, 'getStorage', { key: 'other' })).toEqual({ errMsg: 'getStorage:fail data not found' })
    await second.close()
  })

  it('gives an encrypted value back only to an encrypted read', async () => {
    const session = await launch({ dist })
    await call(session, 'setStorage', { key: 'token', data: 'T-1', encrypt: true })
    expect(session.encryptedKeys.has('token')).toBe(true)
    expect(Object(session.wx).getStorageSync('token')).toBe('')
    expect(await call(session, 'getStorage', { key: 'token' })).toMatchObject({ errMsg: expect.stringMatching(/fail/) })
    await session.close()
    const { storage, encryptedKeys } = session
    const next = await launch({ dist, storage, encryptedKeys })
    expect(await call(next, 'getStorage', { key: 'token', encrypt: true })).toMatchObject({ data: 'T-1' })
    await next.close()
  })

  it('refuses more than 1 MiB in one key', async () => {
    const session = await launch({ dist })
    const reply = await call(session, 'setStorage', { key: 'big', data: 'x'.repeat(1024 * 1024) })
    expect(reply.errMsg).toMatch(/exceed max storage size/)
    expect(session.storage.has('big')).toBe(false)
    await session.close()
  })
})
