import { readFileSync } from 'node:fs'
import path from 'node:path'

const scss = readFileSync(path.join(__dirname, 'tokens.scss'), 'utf8')

/** Values written in one block of the tokens, by name. */
function block(selector: string): Map<string, string> {
  const inside = scss.slice(scss.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map([...inside.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

const standard = block('.zj-root')
const elder = new Map([...standard, ...block('.zj-elder')])

/** Relative luminance of #rrggbb (WCAG 2.1). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Text colour on surface, as the kit uses them. */
const PAIRS = [
  ['c-ink', 'c-ground'],
  ['c-ink', 'c-paper'],
  ['c-ink', 'c-field'],
  ['c-ink', 'c-primary-pale'],
  ['c-ink-2', 'c-ground'],
  ['c-ink-2', 'c-paper'],
  ['c-ink-2', 'c-shade'],
  ['c-primary', 'c-paper'],
  ['c-primary', 'c-ground'],
  ['c-primary-deep', 'c-primary-pale'],
  ['c-on-strong', 'c-primary'],
  ['c-on-strong', 'c-primary-deep'],
  ['c-on-strong', 'c-red'],
  ['c-on-strong', 'c-ink'],
  ['c-red', 'c-paper'],
  ['c-red', 'c-red-pale'],
  ['c-amber', 'c-amber-pale'],
  ['c-green', 'c-green-pale']
] as const

const px = (tokens: Map<string, string>, name: string): number => Number.parseFloat(tokens.get(name) ?? '0')

describe.each([
  ['the standard version', standard],
  ['长辈版', elder]
])('%s', (_, tokens) => {
  test.each(PAIRS)('a citizen with weak eyes can read %s on %s (4.5 : 1)', (text, surface) => {
    expect(contrast(tokens.get(text) ?? '', tokens.get(surface) ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  test('the edge of a field or switch can be seen (3 : 1)', () => {
    expect(contrast(tokens.get('c-control-line') ?? '', tokens.get('c-paper') ?? '')).toBeGreaterThanOrEqual(3)
    expect(contrast(tokens.get('c-control-line') ?? '', tokens.get('c-ground') ?? '')).toBeGreaterThanOrEqual(3)
  })
})

test('text is never below 14 px, in 长辈版 never below 18 px', () => {
  const sizes = ['t-s', 't-m', 't-l', 't-xl', 't-xxl']
  expect(Math.min(...sizes.map((name) => px(standard, name)))).toBeGreaterThanOrEqual(14)
  expect(Math.min(...sizes.map((name) => px(elder, name)))).toBeGreaterThanOrEqual(18)
})

test('whatever is pressed is at least 44 px, main buttons of 长辈版 at least 60 px', () => {
  expect(
    Math.min(...['tap', 'tap-main'].flatMap((name) => [px(standard, name), px(elder, name)]))
  ).toBeGreaterThanOrEqual(44)
  expect(px(elder, 'tap-main')).toBeGreaterThanOrEqual(60)
})
