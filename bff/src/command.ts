import path from 'node:path'
import { makeCommands } from './commands'
import { systemClock } from './platform/clock/clock'
import { sendCommand } from './platform/data-folder/control-socket'
import { lockFolder } from './platform/data-folder/lock'
import { openPglite } from './platform/db/open-pglite'
import { openPostgres } from './platform/db/open-postgres'

/** `node dist/bff/command.js DATA_DIR NAME [ARGUMENT]`: asks the running server; when it is stopped, its store. */
async function run(folder: string, name: string, argument: string): Promise<unknown> {
  const answered = await sendCommand(folder, name, argument)
  if (answered !== null) return answered
  const server = process.env.DATABASE_URL
  const lock = server ? null : lockFolder(folder)
  const db = server
    ? await openPostgres(server, { poolSize: 1 })
    : await openPglite({ folder: path.join(folder, 'pglite') })
  try {
    const commands = makeCommands(db, systemClock(), { running: false })
    const command = commands[name]
    if (!command) throw new Error(`no command ${name}; there are: ${Object.keys(commands).join(', ')}`)
    return await command(argument)
  } finally {
    await db.close()
    lock?.release()
  }
}

const [folder = '.data', name = 'status', argument = ''] = process.argv.slice(2)
run(path.resolve(folder), name, argument)
  .then((result) => process.stdout.write(`${JSON.stringify(result, null, 2)}\n`))
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
