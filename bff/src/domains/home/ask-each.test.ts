import { capturedLog } from '../../../../test/support/captured-log'
import { askEach } from './ask-each'

it('a citizen gets what the others found when one of them cannot be asked, and is told which', async () => {
  const { log, lines } = capturedLog()
  const sources = [{ label: '事项' }, { label: '场馆' }, { label: '消息' }]
  const found = await askEach(log, sources, async ({ label }) => {
    if (label === '场馆') throw new Error('down')
    return label
  })
  expect(found.answers.map(({ answer }) => answer)).toEqual(['事项', '消息'])
  expect(found.missing).toEqual(['场馆'])
  expect(JSON.stringify(lines())).toContain('home-source-failed')
})
