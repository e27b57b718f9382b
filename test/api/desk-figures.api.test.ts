import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { type DeskFigure, deskFiguresRoutes } from '@shared/contract/desk-figures'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import { makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

it('the desk reads what is reached beside the plans: from real items and cases, and 没有数据 where nothing is known', async () => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  const clerk = await makeClerk(product, 'figures-clerk', ['clerk'], localItem.department)
  const read = async (id: DeskFigure['id']) =>
    (await clerk.call(deskFiguresRoutes.showDeskFigures, {})).body.figures.find((one) => one.id === id)
  expect(await read('on-time')).toMatchObject({ perMille: null, whole: 0, target: null })
  expect(await read('no-visit')).toMatchObject({ perMille: null, target: { perMille: 200 } })
  expect(await read('satisfied')).toMatchObject({ perMille: null })

  const params = { caseId: (await applyLocally(citizen)).id }
  await product.drain()
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params, body: { act: 'accept' } })
  expect(await read('on-time')).toMatchObject({ whole: 0 })
  const result = { title: '高龄津贴发放通知', documentNo: null, basis: null, reason: null, fileIds: [] }
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params, body: { act: 'complete', granted: true, ...result } })
  expect(await read('on-time')).toMatchObject({ perMille: 1000, part: 1, whole: 1 })

  const { items } = (await citizen.call(servicesRoutes.listServices, { query: {} })).body
  const online = await read('online')
  expect(online?.whole).toBeGreaterThanOrEqual(items.length)
  expect(online?.part).toBeGreaterThan(0)
  expect(online?.part).toBeLessThan(online?.whole ?? 0)
})

it('is nothing for the public', async () => {
  const reply = await fetch(`${product.url}${deskFiguresRoutes.showDeskFigures.path}`)
  expect(reply.status).toBe(401)
})
