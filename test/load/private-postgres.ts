import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './private-redis'

const PROGRAMS = '/usr/lib/postgresql'

/** The newest PostgreSQL of the Debian packages; null when there is none. */
function programs(): string | null {
  const versions = existsSync(PROGRAMS) ? readdirSync(PROGRAMS).sort((a, b) => Number(b) - Number(a)) : []
  return (
    versions.map((version) => path.join(PROGRAMS, version, 'bin')).find((bin) => existsSync(`${bin}/initdb`)) ?? null
  )
}

/**
 * A private PostgreSQL on a free port with its own defaults (fsync on), as its documentation sets one up; null when there
 * is none on this machine. It does not run as root: as the user `postgres` then.
 */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const bin = programs()
  if (bin === null) return null
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-postgres-'))
  const data = path.join(folder, 'data')
  mkdirSync(data)
  const asRoot = process.getuid?.() === 0
  if (asRoot) execFileSync('chown', ['-R', 'postgres', folder])
  chmodSync(folder, 0o755)
  const run = (program: string, args: string[]) => {
    const command = path.join(bin, program)
    const [file, all] = asRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
    execFileSync(file, all, { stdio: 'ignore', cwd: folder })
  }
  run('initdb', ['-D', data, '--locale=C.UTF-8', '--encoding=UTF8', '--auth=trust', '--username=postgres'])
  const port = await freePort()
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`
  run('pg_ctl', ['-D', data, '-l', path.join(folder, 'log'), '-w', '-o', options, 'start'])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
