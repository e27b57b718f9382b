import path from 'node:path'
import { launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession } from './session'

const dist = path.join(__dirname, 'fixture')
const probe = () => launch({ dist, path: 'pages/probe/probe' })

afterEach(closeEverySession)

onPhone('what a phone does not have or allow', () => {
  it('the logic layer has wx, timers and the language, and nothing of a browser or of Node', async () => {
    const session = await probe()
    const types = Object.entries(Object(session.page().data.present))
    const present = types.filter(([, type]) => type !== 'undefined').map(([name]) => name)
    expect(present).toEqual(['wx', 'setTimeout', 'Promise'])
    expect(types.length).toBeGreaterThan(15)
    await session.close()
  })

  it('new Function builds a dead function, and the session tells', async () => {
    const session = await probe()
    await session.page().tap('.build')
    expect(session.page().$('.out').text).toBe('undefined')
    await expect(session.close()).rejects.toThrow(/new Function\(a \| return a \+ 1\) does not work on a phone/)
  })

  it('a handler that throws, one that rejects and a timer that throws all fail the session when it closes', async () => {
    const session = await probe()
    await session.page().tap('.throw')
    await session.page().tap('.reject')
    await session.page().tap('.late')
    await session.waitFor(() => session.errors.length === 3)
    expect(session.errors.map(({ message }) => message)).toEqual([
      'the handler threw',
      'the handler rejected',
      'the timer threw'
    ])
    await expect(session.close()).rejects.toThrow(/the handler threw[\s\S]*the handler rejected[\s\S]*the timer threw/)
  })

  it('a session without faults closes in peace', async () => {
    await expect((await probe()).close()).resolves.toBeUndefined()
  })

  it('setData is counted, and more than 1 MiB at once is an error', async () => {
    const home = await launch({ dist })
    const { count, bytes } = home.setData
    await home.page().tap('.more')
    expect(home.setData.count).toBe(count + 2)
    expect(home.setData.bytes).toBe(bytes + '{"added":1}'.length + '{"steps":3}'.length)
    await home.close()

    const session = await probe()
    await session.page().tap('.huge')
    expect(session.setData.largest).toBeGreaterThan(1024 * 1024)
    await expect(session.close()).rejects.toThrow(/more than 1 MiB/)
  })

  it('a tap that nothing answers is a dead button', async () => {
    const session = await probe()
    await expect(session.page().tap('.out')).rejects.toThrow(/nothing answers a tap/)
    await session.close()
  })
})
