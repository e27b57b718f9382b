import { act } from '@testing-library/react'
import { openSheet } from '@/kit/sheet/ask-sheet'
import Taro, { phone } from '../../test-mocks/taro'
import { askTerms } from './ask-terms'

// who was asked is remembered until the program ends: somebody else in every test
let citizens = 0
let citizenId = ''
let agreed: string[] = []
const asked = () => phone.asked.map(({ method, url }) => `${method} ${url}`)

/** A server with two texts in force; `agreed` are those already agreed to. */
const server = ({ url, data }: { url: string; data?: unknown }) => {
  if (url.endsWith('/me/terms') && data === undefined)
    return {
      statusCode: 200,
      data: {
        items: ['privacy', 'service'].map((id) => ({
          id,
          version: '2',
          title: `《${id}》`,
          agreed: agreed.includes(id)
        }))
      }
    }
  return { statusCode: 200, data: { done: true } }
}

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
  agreed = []
  citizens += 1
  citizenId = `cit_0000000${citizens}`
  openSheet.set(null)
  phone.answers(server)
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

/** The sheet, once it is there. */
const sheet = async () => {
  await new Promise((resolve) => setTimeout(resolve))
  return openSheet.get()
}

test('whoever signs in for the first time reads both texts and agrees to exactly these versions', async () => {
  const over = askTerms(citizenId)
  const open = await sheet()
  expect(open?.question.links.map(({ address }) => address)).toEqual([
    '/pages/privacy/index?termsId=privacy',
    '/pages/privacy/index?termsId=service'
  ])
  open?.answer(true)
  await over
  expect(phone.asked.filter(({ method }) => method === 'POST').map(({ data }) => data)).toEqual([
    { id: 'privacy', version: '2' },
    { id: 'service', version: '2' }
  ])
})

test('after a new version of one text only that one is asked', async () => {
  agreed = ['privacy']
  const over = askTerms(citizenId)
  const open = await sheet()
  expect(open?.question.links).toHaveLength(1)
  open?.answer(true)
  await over
})

test('who has agreed already is not asked, and a session that changes asks nobody again', async () => {
  agreed = ['privacy', 'service']
  await askTerms(citizenId)
  await askTerms(citizenId)
  expect(await sheet()).toBeNull()
  expect(asked()).toEqual(['GET /api/v1/me/terms'])
})

test('a no signs the person out, agrees to nothing, and is told what stays open to them', async () => {
  const told = jest.spyOn(Taro, 'showToast')
  const over = askTerms(citizenId)
  await act(async () => (await sheet())?.answer(false))
  await over
  expect(asked()).toEqual(['GET /api/v1/me/terms', 'DELETE /api/v1/sessions/current'])
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ title: expect.stringContaining('办事指南') }))
})

test('without a network the question waits: nobody is signed out, and the next time it is asked', async () => {
  phone.answers(() => {
    throw { errMsg: 'request:fail' }
  })
  await askTerms(citizenId)
  expect(await sheet()).toBeNull()
  phone.answers(server)
  const over = askTerms(citizenId)
  ;(await sheet())?.answer(true)
  await over
  expect(asked().filter((line) => line.startsWith('POST'))).toHaveLength(2)
})
