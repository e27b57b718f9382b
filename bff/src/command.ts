import { readFileSync } from 'node:fs'
import path from 'node:path'
import { makeCommands } from './commands'
import { readContentFolder } from './domains/content/content-files'
import { systemClock } from './platform/clock/clock'
import { sendCommand } from './platform/data-folder/control-socket'
import { lockFolder } from './platform/data-folder/lock'
import { openPglite } from './platform/db/open-pglite'
import { openPostgres } from './platform/db/open-postgres'
import { rootFolder } from './platform/root-folder'
import { makeSealer } from './platform/seal/sealer'
import { sealKeys } from './stores'

/** `node dist/bff/command.js DATA_DIR NAME [ARGUMENT]` (`-`: the argument comes in on standard input): asks the running server; when it is stopped, its store. */
async function run(folder: string, name: string, argument: string): Promise<unknown> {
  const answered = await sendCommand(folder, name, argument)
  if (answered !== null) return answered
  const server = process.env.DATABASE_URL
  const lock = server ? null : lockFolder(folder)
  const db = server
    ? await openPostgres(server, { poolSize: 1 })
    : await openPglite({ folder: path.join(folder, 'pglite') })
  try {
    const { masterKeys, indexKey } = sealKeys(
      {
        SEAL_KEY: process.env.SEAL_KEY,
        SEAL_KEY_ID: process.env.SEAL_KEY_ID,
        SEAL_KEY_PREVIOUS: process.env.SEAL_KEY_PREVIOUS,
        SEAL_INDEX_KEY: process.env.SEAL_INDEX_KEY
      },
      folder
    )
    const algorithm = process.env.SEAL_ALGORITHM === 'sm4' ? 'sm4' : 'aes-256-gcm'
    const commands = makeCommands({
      db,
      clock: systemClock(),
      sealer: makeSealer({ masterKeys, indexKey, algorithm }),
      dataDir: folder,
      content: { seed: readContentFolder(path.join(rootFolder(__dirname), 'bff', 'content')) },
      about: { running: false }
    })
    const command = commands[name]
    if (!command) throw new Error(`no command ${name}; there are: ${Object.keys(commands).join(', ')}`)
    return await command(argument)
  } finally {
    await db.close()
    lock?.release()
  }
}

const [folder = '.data', name = 'status', argument = ''] = process.argv.slice(2)
run(path.resolve(folder), name, argument === '-' ? readFileSync(0, 'utf8') : argument)
  .then((result) => {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    // a check that found something wrong must stop a script that ran it
    if (typeof result === 'object' && result !== null && 'ok' in result && result.ok === false) process.exitCode = 1
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
