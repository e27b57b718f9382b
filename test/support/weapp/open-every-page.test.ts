import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onPhone } from './on-phone'
import { openEveryPage } from './open-every-page'

const fixture = path.join(__dirname, 'fixture')

onPhone('opening every page', () => {
  it('visits all pages of app.json and finds nothing wrong with sound ones', async () => {
    const visits = await openEveryPage({ dist: fixture })
    expect(visits.map((visit) => visit.path)).toHaveLength(7)
    expect(visits.flatMap(({ problems }) => problems)).toEqual([])
  })

  it('names the pages that throw, complain, stay blank or do not load', async () => {
    const dist = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-pages-'))
    fs.cpSync(fixture, dist, { recursive: true })
    const page = (name: string, script: string) => fs.writeFileSync(path.join(dist, `pages/${name}/${name}.js`), script)
    page('home', "Page({ onLoad() { throw new Error('broken') } })")
    page('mine', "Page({ data: { token: '' }, onShow() { console.error('no server') } })")
    page('form', '')
    fs.writeFileSync(path.join(dist, 'pages/case/case.wxml'), '<view hidden="{{true}}">无</view>')
    const visits = await openEveryPage({ dist })
    fs.rmSync(dist, { recursive: true })
    const faulty = Object.fromEntries(
      visits.filter(({ problems }) => problems.length > 0).map((visit) => [visit.path, visit.problems])
    )
    expect(faulty).toEqual({
      'pages/home/home': ['[pages/home/home onLoad] broken'],
      'pages/mine/mine': ['[console.error] no server'],
      'pages/case/case': ['the page is blank'],
      'pages/form/form': [expect.stringMatching(/registered neither Page\(\) nor Component\(\)/)]
    })
  })
})
