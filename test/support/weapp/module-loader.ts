import path from 'node:path'
import { resolveReference } from './app-config'
import type { Template, Templates } from './compile-templates'
import type { Phone } from './phone'
import { type AnyFunction, type Dict, dictOf, isFunction } from './unknown-values'

/** A page or component as its four files define it. */
export type Definition = {
  kind: 'Page' | 'Component'
  path: string
  options: Dict
  json: Dict
  components: Record<string, string>
  render: Template
}

export type Loader = {
  /** Runs a file of the package once and returns its module.exports. */
  load: (file: string) => unknown
  /** Runs the script of a page or component once and returns what it registered. */
  define: (file: string) => Definition
  appOptions: () => Dict | undefined
}

const PARAMETERS = 'require,module,exports,App,Page,Component,Behavior,getApp,getCurrentPages'

/**
 * The CommonJS of a mini-program: only files of the package, and what lies in a subpackage is reachable from that
 * subpackage alone.
 */
export const makeLoader = (
  { realm, config }: Phone,
  templates: Templates,
  globals: { getApp: () => unknown; getCurrentPages: () => unknown }
): Loader => {
  const modules = new Map<string, Dict>()
  const definitions = new Map<string, Definition>()
  let appOptions: Dict | undefined
  let registered: { kind: Definition['kind']; options: Dict } | undefined
  const register = (kind: Definition['kind']) => (options: unknown) => {
    registered = { kind, options: dictOf(options) }
  }

  const locate = (from: string, reference: string): string => {
    const target = resolveReference(from, reference)
    const found = [target, `${target}.js`, `${target}/index.js`].find(
      (file) => file.endsWith('.js') && config.has(file)
    )
    if (!found) throw realm.error(`module '${target}' is not defined, require args is '${reference}'`)
    const home = config.packageOf(found)
    if (home && home !== config.packageOf(from))
      throw realm.error(`module '${found}' of subpackage ${home} is out of reach of '${from}'`)
    return found
  }

  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    if (!config.has(file)) throw realm.error(`module '${file}' is not defined`)
    const module: Dict = { exports: realm.toApp({}) }
    modules.set(file, module)
    const body = realm.run(`(function(${PARAMETERS}){${config.read(file)}\n})`, path.join(config.dist, file))
    const require = (reference: unknown) => load(locate(file, String(reference)))
    const App = (options: unknown) => {
      appOptions = dictOf(options)
    }
    const behavior: AnyFunction = (options) => options
    const { getApp, getCurrentPages } = globals
    const registrations = [App, register('Page'), register('Component'), behavior, getApp, getCurrentPages]
    if (isFunction(body)) body(require, module, module.exports, ...registrations)
    return module.exports
  }

  const define = (file: string): Definition => {
    const known = definitions.get(file)
    if (known) return known
    registered = undefined
    load(`${file}.js`)
    const render = templates(`${file}.wxml`)
    if (!registered) throw new Error(`${file}.js registered neither Page() nor Component()`)
    if (!render) throw new Error(`${file}.wxml is missing`)
    const { kind, options }: { kind: Definition['kind']; options: Dict } = registered
    const json = config.readJson(`${file}.json`)
    const definition = { kind, path: file, options, json, components: config.componentsOf(file), render }
    definitions.set(file, definition)
    return definition
  }

  return { load, define, appOptions: () => appOptions }
}
