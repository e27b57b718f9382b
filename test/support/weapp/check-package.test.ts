import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { checkPackage } from './check-package'
import { onPhone } from './on-phone'

const fixture = path.join(__dirname, 'fixture')
let dist = ''

beforeEach(() => {
  dist = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-package-'))
  fs.cpSync(fixture, dist, { recursive: true })
})
afterEach(() => fs.rmSync(dist, { recursive: true }))

const write = (file: string, content: string) => fs.writeFileSync(path.join(dist, file), content)
const editApp = (change: (app: Record<string, never>) => void) => {
  const app = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8'))
  change(app)
  write('app.json', JSON.stringify(app))
}
const problems = () => checkPackage(dist).problems

describe('the gate before an upload', () => {
  it('lets a sound package pass and measures it', () => {
    const report = checkPackage(dist)
    expect(report.problems).toEqual([])
    expect(report.pages).toBe(7)
    expect(Object.keys(report.sizes)).toEqual(['main', 'packages/far'])
  })

  it('names the page whose file is missing', () => {
    fs.rmSync(path.join(dist, 'pages/case/case.js'))
    expect(problems()).toEqual(['page file pages/case/case.js is missing'])
  })

  it('finds packages that are too large, the main package already at 1.5 MB', () => {
    write('blob.bin', 'x'.repeat(1.5 * 1024 * 1024))
    expect(problems()).toEqual([expect.stringMatching(/^package main is \d+ KiB, more than 1536 KiB$/)])
    fs.renameSync(path.join(dist, 'blob.bin'), path.join(dist, 'packages/far/blob.bin'))
    expect(problems()).toEqual([])
    write('packages/far/more.bin', 'x'.repeat(600 * 1024))
    expect(problems()).toEqual([expect.stringMatching(/^package packages\/far is \d+ KiB, more than 2048 KiB$/)])
    expect(checkPackage(dist, { totalBytes: 1024 }).problems).toContainEqual(
      expect.stringMatching(/^the mini-program is/)
    )
  })

  it('finds references that lead nowhere', () => {
    write('pages/home/home.json', '{ "usingComponents": { "counter": "./gone" } }')
    fs.rmSync(path.join(dist, 'app.wxss'))
    expect(problems()).toContain('pages/home/home.json: component counter (pages/home/gone) is missing')
    expect(problems()).toContain('packages/far/pages/place/place.wxss: ../../../../app.wxss is missing')
  })

  it('finds a tab bar that WeChat would refuse', () => {
    editApp((app) => {
      Object(app.tabBar).color = 'black'
      Object(app.tabBar).list[1] = { pagePath: 'packages/far/pages/place/place', text: '远', iconPath: 'none.png' }
    })
    expect(problems()).toEqual([
      'tabBar color must be a hexadecimal colour',
      'tabBar page packages/far/pages/place/place is not in the main package',
      'tabBar icon none.png is missing'
    ])
  })

  it('finds scripts that do not parse and styles that load local pictures', () => {
    write('pages/case/case.js', 'Page({')
    write('pages/mine/mine.wxss', '.a { background: url(./a.png) }')
    expect(problems()).toEqual([
      'pages/mine/mine.wxss: WXSS cannot load the local file ./a.png',
      expect.stringMatching(/^pages\/case\/case\.js: /)
    ])
  })

  it('reports a package without app.json instead of throwing', () => {
    fs.rmSync(path.join(dist, 'app.json'))
    expect(problems()).toEqual([expect.stringMatching(/^the package cannot be read: .*app\.json/)])
  })
})

onPhone('a package of a mini-program, where it is compiled', () => {
  it('passes on what WeChat’s own compilers complain about', () => {
    write('pages/case/case.wxml', '<view>{{id</view><text>')
    write('pages/mine/mine.wxss', '.a { color: red')
    expect(problems()).toEqual([expect.stringMatching(/^wcc: .*case\.wxml/s), expect.stringMatching(/^wcsc: /)])
  })
})
