import path from 'node:path'
import { build } from 'esbuild'
import { root } from '../support/test-stores'

/**
 * The negative control: the same server with one guard taken out. It answers a submission first and writes the case a
 * moment later, as a write-behind cache would, so a kill right after the 200 loses what was acknowledged.
 */
export async function buildCarelessServer(outfile: string): Promise<string> {
  await build({
    entryPoints: [path.join(root, 'bff', 'src', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'silent',
    plugins: [
      {
        name: 'answer-before-commit',
        setup: (given) => {
          given.onLoad({ filter: /bff\/src\/platform\/http\/idempotency\.ts$/ }, async ({ path: file }) => {
            const { readFile } = await import('node:fs/promises')
            const careful = await readFile(file, 'utf8')
            const contents = careful.replace('export function makeOnce(', 'function makeCarefulOnce(').concat(`
export function makeOnce(db: Db, clock: Clock, seal: ReplySeal) {
  class NotYet extends Error {}
  const lateDb: Db = { ...db, tx: async (work) => {
    let reply
    await db.tx(async (tx) => { reply = await work(tx); throw new NotYet() }).catch((error) => { if (!(error instanceof NotYet)) throw error })
    // what comes before a submission (consents) is there; the late write is long after the kill, on a slow machine too
    if (!('number' in Object(Object(reply).reply))) return db.tx(work)
    setTimeout(() => db.tx(work).catch(() => undefined), 3_000)
    return reply
  } }
  return makeCarefulOnce(lateDb, clock, seal)
}
`)
            if (contents.length <= careful.length + 100 || !contents.includes('function makeCarefulOnce(')) {
              throw new Error('idempotency.ts has changed: mend the negative control')
            }
            return { contents, loader: 'ts' }
          })
        }
      }
    ]
  })
  return outfile
}
