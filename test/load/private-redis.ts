import { spawn, spawnSync } from 'node:child_process'
import net from 'node:net'

/** A Redis of REDIS_URL, or a private one on a free port that keeps nothing; null when there is neither. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined }
  if (spawnSync('redis-server', ['--version']).status !== 0) return null
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await listens(port)
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => {
      server.kill('SIGTERM')
      return ended
    }
  }
}

/** A port nobody listens on now. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Resolves once the port takes connections; rejects after 5 s. */
async function listens(port: number): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 5000; ) {
    const there = await new Promise<boolean>((resolve) => {
      const peer = net.connect(port, '127.0.0.1')
      peer.once('connect', () => resolve(peer.destroy() !== null))
      peer.once('error', () => resolve(false))
    })
    if (there) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`redis-server does not listen on port ${port}`)
}
