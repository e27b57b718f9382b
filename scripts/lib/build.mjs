import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { at, bin, root } from './paths.mjs'

const stamp = (name) => at('node_modules', '.cache', 'zhijianban', `${name}.built`)

/** What each output is made of; a build is repeated only when one of these has changed. */
export const TARGETS = {
  h5: {
    sources: ['miniapp/src', 'miniapp/config', 'miniapp/babel.config.js', 'miniapp/.browserslistrc', 'shared'],
    output: 'miniapp/dist/h5/index.html',
    run: () => taro('h5')
  },
  weapp: {
    sources: ['miniapp/src', 'miniapp/config', 'miniapp/babel.config.js', 'shared', 'project.config.json'],
    output: 'miniapp/dist/weapp/app.json',
    run: () => taro('weapp')
  },
  server: {
    sources: ['bff/src', 'shared'],
    output: 'dist/bff/main.js',
    run: () =>
      Promise.all(['main', 'command', 'restore'].map((name) => bundle(`bff/src/${name}.ts`, `dist/bff/${name}.js`)))
  },
  sandbox: {
    sources: ['test/sandbox', 'shared'],
    output: 'dist/sandbox/main.js',
    run: () => bundle('test/sandbox/main.ts', 'dist/sandbox/main.js')
  }
}

const isTest = (file) => /\.test\.tsx?$/.test(file)

function* filesBelow(place) {
  if (!existsSync(place)) return
  if (statSync(place).isFile()) return yield place
  for (const name of readdirSync(place).sort()) yield* filesBelow(path.join(place, name))
}

function fingerprint(name, env) {
  const hash = createHash('sha256').update(`${process.version} ${env}`)
  for (const source of [...TARGETS[name].sources, 'package-lock.json', 'tsconfig.json', 'scripts/lib/build.mjs'])
    for (const file of filesBelow(at(source)))
      if (!isTest(file)) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const buildEnv = () =>
  Object.entries(process.env)
    .filter(([name]) => name.startsWith('TARO_APP_'))
    .map((pair) => pair.join('='))
    .sort()
    .join(' ')

const run = (command, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32'
    })
    const told = []
    child.stdout.on('data', (part) => told.push(part))
    child.stderr.on('data', (part) => told.push(part))
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(Buffer.concat(told).toString().split('\n').slice(-40).join('\n')))
    )
  })

async function taro(type) {
  rmSync(at('miniapp', 'dist', type), { recursive: true, force: true })
  await run(bin('taro'), ['build', '--type', type], {
    cwd: at('miniapp'),
    env: { ...process.env, NODE_ENV: 'production' }
  })
  if (type === 'h5') precompress(at('miniapp', 'dist', 'h5'))
}

/** The file server sends these twins to browsers that take them. */
function precompress(folder) {
  for (const file of filesBelow(folder)) {
    if (!/\.(js|css|html|json|svg)$/.test(file) || statSync(file).size < 1024) continue
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
  }
}

/** Our own code in one file; packages stay in node_modules (the embedded database loads files of its own from there). */
export async function bundle(entry, output) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [at(entry)],
    outfile: at(output),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    tsconfig: at('tsconfig.json'),
    logLevel: 'silent'
  })
}

/** Watch mode writes into the same folder: the next build must not trust it. */
export function forgetBuilt(names) {
  for (const name of names) rmSync(stamp(name), { force: true })
}

/** Builds what is out of date; true = something was built. Throws with the compiler's last lines. */
export async function ensureBuilt(names, tell = () => undefined) {
  const env = buildEnv()
  let built = false
  for (const name of names) {
    const mark = fingerprint(name, env)
    if (existsSync(stamp(name)) && existsSync(at(TARGETS[name].output)) && readFileSync(stamp(name), 'utf8') === mark)
      continue
    tell(`building ${name} …`)
    await TARGETS[name].run()
    mkdirSync(path.dirname(stamp(name)), { recursive: true })
    writeFileSync(stamp(name), mark)
    built = true
  }
  return built
}
