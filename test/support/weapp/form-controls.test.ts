import path from 'node:path'
import { launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession } from './session'

const openForm = async () => {
  const session = await launch({ dist: path.join(__dirname, 'fixture'), path: 'pages/form/form' })
  return { session, page: session.page() }
}

afterEach(closeEverySession)

onPhone('a form in the hands of a citizen', () => {
  it('sends what was typed, picked, switched and ticked', async () => {
    const { session, page } = await openForm()
    await page.input(page.byLabel('姓名（必填）'), '张三')
    await page.pick('.town', '大坪')
    await page.pick('.day', '2026-05-01')
    await page.tap('.elder')
    await page.tap(page.byText('男', 'label'))
    await page.tap(page.byText('女', 'label'))
    await page.tap(page.byText('轮椅', 'label'))
    await page.tap(page.byText('手语', 'label'))
    await page.tap(page.byText('轮椅', 'label'))
    await page.tap('.send')
    expect(page.$('.chosen').text).toBe('大坪')
    expect(JSON.parse(page.$('.result').text)).toEqual({
      name: '张三',
      town: '1',
      day: '2026-05-01',
      elder: true,
      sex: '女',
      needs: ['手语']
    })
    await session.close()
  })

  it('a disabled button cannot be tapped, and nothing is sent', async () => {
    const { session, page } = await openForm()
    await expect(page.tap('.send')).rejects.toThrow(/disabled/)
    expect(page.$('.result').text).toBe('')
    await session.close()
  })

  it('the keyboard stops at maxlength, and a picker offers only what it lists', async () => {
    const { session, page } = await openForm()
    await page.input('.name', '欧阳娜娜娜娜')
    expect(page.data.name).toBe('欧阳娜娜')
    await expect(page.pick('.town', '北碚')).rejects.toThrow(/no option 北碚, only 解放碑, 大坪/)
    await expect(page.pick('.day', '2027-01-01')).rejects.toThrow(/outside/)
    await expect(page.pick('.day', '明天')).rejects.toThrow(/not a date/)
    await session.close()
  })

  it('a phone number is given only if the citizen agrees', async () => {
    const { session, page } = await openForm()
    await page.tap('.phone')
    expect(page.$('.result').text).toBe('phone-code')
    session.mock('getPhoneNumber', () => {
      throw new Error('user deny')
    })
    await page.tap('.phone')
    expect(page.$('.result').text).toBe('getPhoneNumber:fail user deny')
    await session.close()
  })
})
