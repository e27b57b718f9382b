import { startProduct } from '../support/start-product'
import { makeVictims } from './victims'
it('x', async () => {
  const say = (l: unknown) => process.stderr.write(`${JSON.stringify(l)}\n`)
  const log: any = { info() {}, warn() {}, error: say, debug() {}, child: () => log }
  const product = await startProduct({ log })
  await makeVictims(product).catch((e) => say(String(e)))
  await product.close()
}, 60000)
