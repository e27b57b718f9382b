import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { citizenIdCheckDigit } from '@shared/values/citizen-id'
import { parse, stringify } from 'yaml'

export interface MadePerson {
  /** id in the register of the sandbox */
  id: string
  name: string
  idNumber: string
  mobile: string
}

const SURNAMES = Array.from('甲乙丙丁戊己庚辛壬癸')
const two = (value: number) => String(value).padStart(2, '0')
/** Ids of the register have letters only: 0 → aaaa, 25 → aaaz. */
const letters = (value: number) =>
  Array.from({ length: 4 }, (_, place) => String.fromCharCode(97 + (Math.floor(value / 26 ** (3 - place)) % 26))).join(
    ''
  )

/** Made-up adults of the area 669999, which GB/T 2260 gives to no place; mobile numbers lie in 199 0001 …. */
export function madePerson(index: number): MadePerson {
  const born = `${1960 + (index % 40)}${two(1 + (Math.floor(index / 40) % 12))}${two(1 + (Math.floor(index / 480) % 28))}`
  const first17 = `669999${born}${String(index % 1000).padStart(3, '0')}`
  const digits = Array.from(String(index), (digit) => SURNAMES[Number(digit)]).join('')
  return {
    id: `load-${letters(index)}`,
    name: `测${digits}`,
    idNumber: `${first17}${citizenIdCheckDigit(first17)}`,
    mobile: `1990001${String(index).padStart(4, '0')}`
  }
}

/** The register of the sandbox with these people beside its own; gives the file. */
export function writeRegister(folder: string, people: readonly MadePerson[]): string {
  const register = parse(readFileSync(path.resolve('test/sandbox/people.yaml'), 'utf8'))
  const more = people.map((one) => ({
    ...one,
    sex: '女',
    address: { street: '示例街道', detail: '示例路 1 号' },
    nickname: one.name,
    describe: '负载测试'
  }))
  const file = path.join(folder, 'people.yaml')
  writeFileSync(file, stringify({ ...register, people: [...register.people, ...more] }))
  return file
}
