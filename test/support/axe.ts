import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import * as z from 'zod/mini'

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))
})

/** What axe complains about on the page as it stands, a line each; empty = nothing. Every rule of axe's own choice runs. */
export async function axeViolations(page: Page): Promise<string[]> {
  // the page keeps axe until it is loaded anew
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const { violations } = found.parse(await page.evaluate('axe.run(document)'))
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
