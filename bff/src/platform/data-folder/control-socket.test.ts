import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { openControlSocket, sendCommand, socketPath } from './control-socket'

const base = mkdtempSync(path.join(os.tmpdir(), 'zjb-control-'))
let folder = ''
let made = 0
const opened: { close(): void }[] = []
const open = async (commands: Parameters<typeof openControlSocket>[1]) => {
  const socket = await openControlSocket(folder, commands)
  opened.push(socket)
  return socket
}
beforeEach(() => {
  made += 1
  folder = path.join(base, String(made))
  mkdirSync(folder)
})
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

it('a command goes in with its argument and its result comes back', async () => {
  await open({ greet: async (argument) => ({ told: argument, list: [1, null] }), nothing: async () => undefined })
  expect(await sendCommand(folder, 'greet', '渝中区 a b')).toEqual({ told: '渝中区 a b', list: [1, null] })
  expect(await sendCommand(folder, 'nothing')).toBeUndefined()
})

it('a command that fails, or that there is none of, tells why', async () => {
  await open({ status: async () => Promise.reject(new Error('no parked row has the number 7')) })
  await expect(sendCommand(folder, 'status')).rejects.toThrow('no parked row has the number 7')
  await expect(sendCommand(folder, 'stauts')).rejects.toThrow('no command stauts; there are: status')
})

it('only the owner of the folder can connect', async () => {
  await open({})
  expect(statSync(socketPath(folder)).mode & 0o777).toBe(0o600)
})

it('where nothing runs there is no answer, and no wait for one', async () => {
  expect(await sendCommand(folder, 'status')).toBeNull()
})

it('a socket left by a killed process is replaced', async () => {
  // a socket file on which nobody listens any more
  const left = net.createServer()
  await new Promise<void>((resolve) => left.listen(path.join(folder, 'other.sock'), resolve))
  linkSync(path.join(folder, 'other.sock'), socketPath(folder))
  await new Promise((resolve) => left.close(resolve))
  expect(existsSync(socketPath(folder))).toBe(true)
  expect(await sendCommand(folder, 'status')).toBeNull()
  await open({ status: async () => 'alive' })
  expect(await sendCommand(folder, 'status')).toBe('alive')
})

it('of two processes on one folder the first keeps the socket, also when the second leaves', async () => {
  await open({ who: async () => 'first' })
  const second = await openControlSocket(folder, { who: async () => 'second' })
  second.close()
  expect(await sendCommand(folder, 'who')).toBe('first')
})

it('a process that dies before it answers is an error, not a wait for ever and not a crash of the asker', async () => {
  for (const die of [(peer: net.Socket) => peer.destroy(), (peer: net.Socket) => peer.end('{"ok":')]) {
    const dying = net.createServer((peer) => {
      peer.on('error', () => undefined)
      peer.resume()
      die(peer)
    })
    await new Promise<void>((resolve) => dying.listen(socketPath(folder), resolve))
    await expect(sendCommand(folder, 'status'))
      .rejects.toThrow('ended before it answered')
      .finally(() => new Promise((resolve) => dying.close(resolve)))
  }
})

it('a folder far down in the file system works from near by; from afar it says what to do', async () => {
  folder = path.join(folder, 'a'.repeat(60), 'b'.repeat(60))
  mkdirSync(folder, { recursive: true })
  await expect(openControlSocket(folder, {})).rejects.toThrow('choose a shorter DATA_DIR')
  const before = process.cwd()
  process.chdir(path.dirname(folder))
  try {
    await open({ status: async () => 'alive' })
    expect(await sendCommand(folder, 'status')).toBe('alive')
    expect(existsSync(path.join(folder, 'control.sock'))).toBe(true)
  } finally {
    for (const socket of opened.splice(0)) socket.close()
    process.chdir(before)
  }
})
