import { chmodSync, existsSync, unlinkSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

export type Command = (argument: string) => Promise<unknown>

/** The system cuts a longer address off without a word (108 bytes on Linux, 104 on macOS). */
const LONGEST_ADDRESS = 100

/** From here when that is shorter: an address that is too long would name another file. */
export function socketPath(folder: string): string {
  const file = path.join(folder, 'control.sock')
  return Buffer.byteLength(file) <= LONGEST_ADDRESS ? file : path.relative(process.cwd(), file)
}

/**
 * Commands that touch the running system (npm run …) come in here, one JSON line each way; only the owner of the data
 * folder may connect (mode 0600). A socket left by a killed process is replaced; where another live process of the same
 * folder answers already (several processes on a database server), that one keeps it.
 */
export async function openControlSocket(folder: string, commands: Record<string, Command>): Promise<{ close(): void }> {
  const file = socketPath(folder)
  if (Buffer.byteLength(file) > LONGEST_ADDRESS)
    throw new Error(`the path of the data folder ${folder} is too long for a socket in it; choose a shorter DATA_DIR`)
  if (await answers(file)) return { close: () => undefined }
  if (existsSync(file)) unlinkSync(file)
  const server = net.createServer((peer) => {
    let heard = ''
    peer.setEncoding('utf8')
    peer.on('error', () => peer.destroy())
    peer.on('data', (part) => {
      heard += part
      if (heard.includes('\n')) void answer(heard.slice(0, heard.indexOf('\n')))
    })
    const answer = async (line: string) => {
      const [name = '', argument = ''] = line.split('\t')
      const command = commands[name]
      const reply = command
        ? await command(argument).then(
            (result) => ({ ok: true, result }),
            (error: Error) => ({ ok: false, error: error.message })
          )
        : { ok: false, error: `no command ${name}; there are: ${Object.keys(commands).join(', ')}` }
      peer.end(`${JSON.stringify(reply)}\n`)
    }
  })
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(file, resolve))
  } finally {
    process.umask(mask)
  }
  chmodSync(file, 0o600)
  return { close: () => server.close() }
}

const answers = (file: string) =>
  new Promise<boolean>((resolve) => {
    const peer = net.connect(file)
    peer.once('connect', () => {
      peer.destroy()
      resolve(true)
    })
    peer.once('error', () => resolve(false))
  })

/** Sends one command to the running system; null when nothing runs on this folder. Throws what the command throws. */
export function sendCommand(folder: string, name: string, argument = ''): Promise<unknown | null> {
  return new Promise((resolve, reject) => {
    const peer = net.connect(socketPath(folder))
    let heard = ''
    peer.setEncoding('utf8')
    peer.on('connect', () => peer.write(`${name}\t${argument}\n`))
    peer.on('data', (part) => {
      heard += part
    })
    peer.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null)
      // a connection that breaks off is told apart from the rest at its close
      else if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error)
    })
    peer.on('close', () => {
      if (!heard.endsWith('\n')) return reject(new Error('the running system ended before it answered'))
      const reply = JSON.parse(heard)
      if (reply.ok) resolve(reply.result)
      else reject(new Error(reply.error))
    })
  })
}
