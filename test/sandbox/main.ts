import { readOptions } from './options'
import { startSandbox } from './start-sandbox'

async function main(): Promise<void> {
  const sandbox = await startSandbox(readOptions(process.env))
  console.log(`sandbox ${sandbox.url}`)
  const end = () => sandbox.close().then(() => process.exit(0))
  process.once('SIGTERM', end)
  // started by npm start, Ctrl-C reaches both: that one stops us after the server; when it is killed, we end too
  process.on('SIGINT', () => (process.send ? undefined : end()))
  process.once('disconnect', end)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
