import path from 'node:path'
import { launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession } from './session'

const dist = path.join(__dirname, 'fixture')

afterEach(closeEverySession)

onPhone('a compiled mini-program on the modelled phone', () => {
  it('shows the first page, with WXS, components, slots and hidden parts as a citizen sees them', async () => {
    const session = await launch({ dist })
    const page = session.page()
    expect(page.path).toBe('pages/home/home')
    expect(page.title).toBe('办事')
    expect(page.$('.title').text).toBe('市民，您好')
    expect(page.$$('.card .name').map((node) => node.text)).toEqual(['居住证', '停车缴费'])
    expect(page.$('.counter .count').text).toBe('2件')
    expect(page.text).not.toContain('看不见')
    await expect(page.tap('.secret')).rejects.toThrow(/hidden/)
    await session.close()
  })

  it('opens a case from the list, goes back, and finds the list as it was left', async () => {
    const session = await launch({ dist })
    await session.page().tap(session.page().byText('停车缴费', '.card'))
    const opened = await session.waitPath('pages/case/case')
    expect(opened.$('.case').text).toBe('第 2 件')
    expect(opened.title).toBe('事项 2')
    expect(session.paths()).toEqual(['pages/home/home', 'pages/case/case'])
    await opened.tap('.back')
    const home = await session.waitPath('pages/home/home')
    expect(home.$('.shows').text).toBe('2')
    await session.close()
  })

  it('a caught tap does not open the card around the button', async () => {
    const session = await launch({ dist })
    const page = session.page()
    await page.tap('.remove')
    expect(page.$$('.card .name').map((node) => node.text)).toEqual(['停车缴费'])
    expect(session.paths()).toEqual(['pages/home/home'])
    await session.close()
  })

  it('a component keeps its own data and tells its parent', async () => {
    const session = await launch({ dist })
    const page = session.page()
    await page.tap('.more')
    await page.tap('.more')
    expect(page.$('.count').text).toBe('4件')
    expect(page.$('.steps').text).toBe('4')
    await session.close()
  })

  it('tabs stay alive, and a dialogue the citizen declines changes nothing', async () => {
    const session = await launch({ dist, storage: { token: 'T-1' }, api: { showModal: () => ({ confirm: false }) } })
    const mine = await session.tab('pages/mine/mine')
    expect(mine.$('.token').text).toBe('T-1')
    await mine.tap('.logout')
    expect(session.storage.get('token')).toBe('T-1')
    session.mock('showModal', () => ({ confirm: true }))
    await mine.tap('.logout')
    expect(mine.$('.token').text).toBe('未登录')
    expect(session.storage.has('token')).toBe(false)
    const home = await session.tab('pages/home/home')
    expect(home.$('.shows').text).toBe('2')
    await session.close()
  })

  it('pulling down refreshes, reaching the bottom appends, and the page can be shared', async () => {
    const session = await launch({ dist })
    const page = session.page()
    await page.reachBottom()
    expect(page.$$('.card')).toHaveLength(3)
    await page.pullDown()
    expect(page.$$('.card')).toHaveLength(2)
    expect(page.refreshing).toBe(false)
    expect(page.share()).toMatchObject({ path: '/pages/home/home' })
    const mine = await session.tab('pages/mine/mine')
    await expect(mine.pullDown()).rejects.toThrow(/does not enable/)
    await session.close()
  })

  it('opens a page of a subpackage straight away, whose modules the main package cannot reach', async () => {
    const far = await launch({ dist, path: 'packages/far/pages/place/place' })
    expect(far.page().$('.place').text).toBe('洪崖洞')
    await far.close()
    const near = await launch({ dist, path: 'pages/probe/probe' })
    await near.page().tap('.far')
    await expect(near.close()).rejects.toThrow(/out of reach/)
  })

  it('refuses what a phone refuses: unknown pages, tab pages by navigateTo, an eleventh page', async () => {
    const session = await launch({ dist, path: 'pages/case/case', query: { id: '1' } })
    const navigate = (url: string) =>
      new Promise((resolve) =>
        Object(session.wx).navigateTo({ url, complete: ({ errMsg }: { errMsg: string }) => resolve(errMsg) })
      )
    expect(await navigate('/pages/none/none')).toMatch(/^navigateTo:fail .*not found/)
    expect(await navigate('/pages/mine/mine')).toMatch(/^navigateTo:fail .*tabbar/)
    for (let depth = 2; depth <= 10; depth++)
      expect(await navigate(`/pages/case/case?id=${depth}`)).toBe('navigateTo:ok')
    expect(await navigate('/pages/case/case?id=11')).toMatch(/^navigateTo:fail .*limit/)
    expect((await session.back()).$('.case').text).toBe('第 9 件')
    await session.close()
  })

  it('a sleeping mini-program hears of it, and awakes on the same page', async () => {
    const session = await launch({ dist })
    await session.hide()
    await session.show()
    expect(session.page().$('.shows').text).toBe('2')
    await session.close()
  })

  it('waiting for what never comes fails and shows the page', async () => {
    const session = await launch({ dist })
    await expect(session.page().waitFor('.nowhere', 20)).rejects.toThrow(/waited in vain for .nowhere[\s\S]*市民，您好/)
    await expect(session.waitPath('pages/mine/mine', 20)).rejects.toThrow(/still on pages\/home\/home/)
    await session.close()
  })

  it('a path that app.json does not name cannot be launched', async () => {
    await expect(launch({ dist, path: 'pages/none/none' })).rejects.toThrow(/not in app.json/)
  })
})
