import { consultRoutes } from '@shared/contract/consult'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

const ask = async (question: string, serviceId?: string) => {
  const asking = { body: { question, ...(serviceId ? { serviceId } : {}) } }
  return (await product.citizen('tang-jing').call(consultRoutes.askQuestion, asking)).body.answers
}

describe('Somebody who is not signed in', () => {
  it('asks in plain words and reads the lines of the guide, with where they stand and where they come from', async () => {
    const [first] = await ask('劳务派遣许可证要多久办好？')
    expect(first?.about).toEqual({ kind: 'service', id: 'labour-dispatch', title: '劳务派遣经营许可' })
    expect(first?.lines[0]).toMatchObject({ where: '承诺时限', text: '15 个工作日', source: { read: true } })
    expect(first?.notWritten).toEqual([])
  })

  it('reads also what is otherwise in a 情形, and which one: seven days are not the promise of a small meter', async () => {
    const [first] = await ask('装水表要几天')
    expect(first?.about.id).toBe('water-connection')
    const told = first?.lines.filter(({ where }) => where === '承诺时限').map(({ text }) => text)
    expect(told).toEqual([
      '7 个工作日',
      'DN40 以下、不用审批的中小微企业或外资工商企业：4 个工作日',
      'DN40 以下、不用审批：4 个工作日'
    ])
    expect(first?.lines.find(({ text }) => text.startsWith('DN40'))?.source?.document).toMatch(/L1229/)
  })

  it('is told what the guide says nothing about instead of a made-up answer', async () => {
    const [first] = await ask('失业登记要多少钱')
    expect(first?.about.id).toBe('unemployment-registration')
    expect(first?.notWritten).toEqual(['收费'])
    expect(first?.lines.some(({ where }) => where === '收费')).toBe(false)
  })

  it('need not name the matter on the page of an item', async () => {
    expect((await ask('要带什么材料', 'legal-aid'))[0]?.lines.map(({ text }) => text)).toContain('法律援助申请表')
    expect(await ask('要带什么材料')).toEqual([])
  })

  it('gets nothing for what is published nowhere, whatever page they ask from', async () => {
    expect(await ask('护照过期了怎么换')).toEqual([])
  })

  it('leaves nothing behind: no row of the database holds the question', async () => {
    await ask('我叫测试人丁，低保在哪里申请')
    const tables = await product.stores.db.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'"
    )
    for (const { name } of tables) {
      const found = await product.stores.db.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${name} t where row_to_json(t)::text like '%测试人丁%'`
      )
      expect({ name, found }).toEqual({ name, found: [] })
    }
  })
})
