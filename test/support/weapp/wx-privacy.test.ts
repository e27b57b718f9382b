import path from 'node:path'
import { type LaunchOptions, launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession } from './session'

const open = async (options: Partial<LaunchOptions> = {}) => {
  const dist = path.join(__dirname, 'fixture')
  const session = await launch({ dist, path: 'pages/consent/consent', privacyAgreed: false, ...options })
  const page = session.page()
  return { session, page, result: () => page.$('.result').text }
}
const refused = (name: string) => `${name}:fail privacy permission is not authorized`
const photo = { name: 'a.jpg', bytes: new Uint8Array([1]) }

afterEach(closeEverySession)

onPhone('a citizen who has not agreed to the privacy guide', () => {
  it('is asked at the first function that needs it, and after 同意 the function goes on', async () => {
    const { session, page, result } = await open()
    session.willChoose(photo)
    await page.tap('.photo')
    expect([page.$('.sheet').text, result()]).toEqual([expect.stringContaining('chooseMedia'), ''])
    await page.tap('.agree')
    expect([page.has('.sheet'), result(), session.privacy.agreed()]).toEqual([false, 'photos 1', true])
    session.willChoose(photo, photo)
    await page.tap('.photo')
    expect(page.has('.sheet')).toBe(false)
    await session.close()
  })

  it('says 不同意: that function fails, others go on, and the next one asks again', async () => {
    const { session, page, result } = await open()
    await page.tap('.photo')
    await page.tap('.disagree')
    expect(result()).toBe(`${refused('chooseMedia')} 104`)
    await page.tap('.face')
    expect(result()).toBe('face shown')
    await page.tap('.phone')
    expect(page.$('.sheet').text).toContain('getPhoneNumber')
    await page.tap('.disagree')
    expect(result()).toBe(`${refused('getPhoneNumber')} 104`)
    await session.close()
  })

  it('gets the phone number after agreeing, without a second tap', async () => {
    const { session, page, result } = await open()
    await page.tap('.phone')
    await page.tap('.agree')
    expect(result()).toBe('phone-code')
    await session.close()
  })

  it('agrees with the one button that is both', async () => {
    const { session, page, result } = await open()
    await page.tap('.both')
    expect([page.has('.sheet'), result()]).toEqual([false, 'phone-code'])
    await session.close()
  })

  it('cannot be spoken for: agreeing without the button is none', async () => {
    const { session, page, result } = await open()
    await page.tap('.photo')
    await page.tap('.cheat')
    expect([result(), session.privacy.agreed()]).toEqual([`${refused('chooseMedia')} 104`, false])
    expect(session.warnings).toEqual([expect.stringContaining('no agreePrivacyAuthorization button "agree"')])
    await session.close()
  })

  it('is refused at once where the mini-program asks nothing', async () => {
    const { session, page, result } = await open({ query: { silent: '1' } })
    await page.tap('.photo')
    expect(result()).toBe(`${refused('chooseMedia')} 104`)
    await session.close()
  })

  it('can be asked beforehand, and removing the mini-program takes the consent back', async () => {
    const { session, page, result } = await open()
    await page.tap('.stand')
    expect(result()).toBe('true 《指尖办用户隐私保护指引》')
    await page.tap('.ask')
    await page.tap('.agree')
    expect(result()).toBe('agreed')
    session.privacy.forget()
    await page.tap('.ask')
    await page.tap('.disagree')
    expect(result()).toBe(refused('requirePrivacyAuthorize'))
    await session.close()
  })
})

onPhone('a citizen', () => {
  it('shows the face only to a check that has begun', async () => {
    const { session, page, result } = await open({ privacyAgreed: true })
    await page.tap('.faceless')
    expect(result()).toBe('requestFacialVerify:fail verifyId is empty')
    session.mock('requestFacialVerify', () => {
      throw new Error('cancel')
    })
    await page.tap('.face')
    expect(result()).toBe('requestFacialVerify:fail cancel')
    await session.close()
  })

  it('hands a card to a relative', async () => {
    const { session, page } = await open()
    await page.tap('.share')
    expect(session.shares).toEqual([{ title: '邀请您代办', path: '/pages/home/home?from=button&code=c1' }])
    await session.close()
  })
})
