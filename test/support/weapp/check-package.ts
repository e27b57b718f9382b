import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { type AppConfig, readAppConfig, resolveReference } from './app-config'
import { listFiles, runCompiler, templateCompilerAvailable } from './compile-templates'
import { dictOf, listOf, messageOf, stringsOf, textOf } from './unknown-values'

export type PackageLimits = { mainBytes: number; packageBytes: number; totalBytes: number }

export type PackageReport = {
  pages: number
  /** Bytes by package root; the main package is 'main'. */
  sizes: Record<string, number>
  /** One sentence for each fault; empty means that the package may be uploaded. */
  problems: string[]
  /** What could not be looked at on this machine, undefined when everything was. */
  skipped: string | undefined
}

const MB = 1024 * 1024
/** WeChat allows 2 MB a package and 30 MB in all; the main package keeps a reserve of ours. */
export const PACKAGE_LIMITS: PackageLimits = { mainBytes: 1.5 * MB, packageBytes: 2 * MB, totalBytes: 30 * MB }
const LARGEST_TAB_ICON = 40 * 1024

type Package = { config: AppConfig; files: string[] }

const checkPages = ({ config, files }: Package): string[] => {
  const parts = ['.js', '.json', '.wxml']
  const missing = config.pages.flatMap((page) =>
    parts.filter((part) => !files.includes(page + part)).map((part) => `page file ${page}${part} is missing`)
  )
  const twice = config.pages.filter((page, index) => config.pages.indexOf(page) !== index)
  const preloads = Object.entries(dictOf(config.json.preloadRule)).flatMap(([page, rule]) => {
    const unknownRoots = stringsOf(dictOf(rule).packages).filter((name) => !packageNames(config).includes(name))
    const unknownPage = config.pages.includes(page) ? [] : [`preloadRule names the unknown page ${page}`]
    return [...unknownPage, ...unknownRoots.map((name) => `preloadRule of ${page} names the unknown package ${name}`)]
  })
  return [...missing, ...twice.map((page) => `page ${page} is declared twice`), ...preloads]
}

const packageNames = ({ json, subpackageRoots }: AppConfig): string[] => [
  '__APP__',
  ...subpackageRoots,
  ...listOf(json.subPackages ?? json.subpackages).map((subpackage) => textOf(dictOf(subpackage).name))
]

const checkTabBar = ({ config, files }: Package): string[] => {
  if (!config.json.tabBar) return []
  const tabBar = dictOf(config.json.tabBar)
  const count = config.tabs.length < 2 || config.tabs.length > 5 ? ['tabBar needs 2 to 5 tabs'] : []
  const colours = ['color', 'selectedColor', 'backgroundColor']
    .filter((name) => tabBar[name] !== undefined && !/^#[\da-f]{3,8}$/i.test(textOf(tabBar[name])))
    .map((name) => `tabBar ${name} must be a hexadecimal colour`)
  const strangers = config.tabs
    .filter(({ pagePath }) => !config.mainPages.includes(pagePath))
    .map(({ pagePath }) => `tabBar page ${pagePath} is not in the main package`)
  const icons = listOf(tabBar.list).flatMap((tab) => {
    const { iconPath, selectedIconPath } = dictOf(tab)
    return [iconPath, selectedIconPath].filter(Boolean).map(textOf)
  })
  const badIcons = icons.flatMap((icon) => {
    if (!files.includes(icon)) return [`tabBar icon ${icon} is missing`]
    const { size } = fs.statSync(path.join(config.dist, icon))
    return size > LARGEST_TAB_ICON ? [`tabBar icon ${icon} is larger than 40 KiB`] : []
  })
  return [...count, ...colours, ...strangers, ...badIcons]
}

const checkComponents = ({ config, files }: Package): string[] =>
  files
    .filter((file) => file.endsWith('.json') && (file === 'app.json' || files.includes(file.replace(/json$/, 'wxml'))))
    .flatMap((file) =>
      Object.entries(config.componentsOf(file.replace(/\.json$/, '')))
        .filter(
          ([, target]) =>
            !/^plugin:/.test(target) && !files.includes(`${target}.js`) && !files.includes(`${target}/index.js`)
        )
        .map(([tag, target]) => `${file}: component ${tag} (${target}) is missing`)
    )

const TEMPLATE_REFERENCE = /<(?:import|include|wxs)\b[^>]*\bsrc="([^"]+)"/g
const STYLE_IMPORT = /@import\s+(?:url\()?["']([^"']+)["']/g
const STYLE_URL = /url\(\s*["']?([^"')]+)/g

const referencesIn = ({ config, files }: Package, suffix: string, pattern: RegExp) =>
  files
    .filter((file) => file.endsWith(suffix))
    .flatMap((file) => [...config.read(file).matchAll(pattern)].map((match) => ({ file, reference: textOf(match[1]) })))

const checkReferences = (contents: Package): string[] => {
  const missing = ({ file, reference }: { file: string; reference: string }) => {
    const target = resolveReference(file, reference)
    return ![target, `${target}.wxml`, `${target}.wxss`].some((candidate) => contents.files.includes(candidate))
  }
  const references = [
    ...referencesIn(contents, '.wxml', TEMPLATE_REFERENCE),
    ...referencesIn(contents, '.wxss', STYLE_IMPORT)
  ]
  // WXSS loads pictures from the net or from data: URLs only.
  const localPictures = referencesIn(contents, '.wxss', STYLE_URL)
    .filter(({ reference }) => !/^(data:|https:)/.test(reference) && !/\.wxss$/.test(reference))
    .map(({ file, reference }) => `${file}: WXSS cannot load the local file ${reference}`)
  const faults = references.filter(missing).map(({ file, reference }) => `${file}: ${reference} is missing`)
  return [...faults, ...localPictures]
}

const checkScripts = ({ config, files }: Package): string[] =>
  files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      try {
        new vm.Script(`(function(){${config.read(file)}\n})`, { filename: file })
        return []
      } catch (thrown) {
        return [`${file}: ${messageOf(thrown)}`]
      }
    })

const compile = (tool: 'wcc' | 'wcsc', dist: string, args: string[]): string[] => {
  try {
    runCompiler(tool, dist, args)
    return []
  } catch (thrown) {
    return [messageOf(thrown)]
  }
}

/** wcsc also refuses imports written from the package root (`/app.wxss`), which a phone accepts and Taro never writes. */
const checkCompilation = ({ config, files }: Package): string[] => [
  ...compile('wcc', config.dist, ['-d', ...files.filter((file) => /\.(wxml|wxs)$/.test(file)), '-gn', '$gwx']),
  ...compile('wcsc', config.dist, ['-lc', ...files.filter((file) => file.endsWith('.wxss'))])
]

const measure = ({ config, files }: Package): Record<string, number> => {
  const sizes: Record<string, number> = { main: 0 }
  for (const file of files.filter((name) => !name.endsWith('.map'))) {
    const home = config.packageOf(file) || 'main'
    sizes[home] = (sizes[home] ?? 0) + fs.statSync(path.join(config.dist, file)).size
  }
  return sizes
}

const checkSizes = (sizes: Record<string, number>, limits: PackageLimits): string[] => {
  const tooLarge = (what: string, bytes: number, limit: number) =>
    bytes > limit ? [`${what} is ${Math.ceil(bytes / 1024)} KiB, more than ${Math.floor(limit / 1024)} KiB`] : []
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  return [
    ...Object.entries(sizes).flatMap(([name, size]) =>
      tooLarge(`package ${name}`, size, name === 'main' ? limits.mainBytes : limits.packageBytes)
    ),
    ...tooLarge('the mini-program', total, limits.totalBytes)
  ]
}

/**
 * The static gate before an upload: files that app.json and the templates name exist, WeChat's own compilers and the
 * JavaScript parser accept everything, and the packages are small enough. Never throws for a faulty package.
 */
export const checkPackage = (dist: string, limits: Partial<PackageLimits> = {}): PackageReport => {
  const compiler = templateCompilerAvailable()
  const skipped = compiler.ok ? undefined : `WXML and WXSS were not compiled: ${compiler.why}`
  try {
    const contents = { config: readAppConfig(dist), files: listFiles(dist) }
    const sizes = measure(contents)
    const problems = [
      ...checkPages(contents),
      ...checkTabBar(contents),
      ...checkComponents(contents),
      ...checkReferences(contents),
      ...checkScripts(contents),
      ...(compiler.ok ? checkCompilation(contents) : []),
      ...checkSizes(sizes, { ...PACKAGE_LIMITS, ...limits })
    ]
    return { pages: contents.config.pages.length, sizes, problems, skipped }
  } catch (thrown) {
    return { pages: 0, sizes: {}, problems: [`the package cannot be read: ${messageOf(thrown)}`], skipped }
  }
}
