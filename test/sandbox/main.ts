import { readOptions } from './options'
import { startSandbox } from './start-sandbox'

async function main(): Promise<void> {
  const sandbox = await startSandbox(readOptions(process.env))
  console.log(`sandbox ${sandbox.url}`)
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => sandbox.close().then(() => process.exit(0)))
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
