import { readFileSync } from 'node:fs'
import { checkCreditCode } from '@shared/values/credit-code'
import { checkPlate } from '@shared/values/plate'
import { loadPeople } from './people'

const register = loadPeople()
// GB 11643-1999: weights of the first 17 digits, check character by the sum modulo 11.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const unassignedArea = '669999'

function checkCharacter(idNumber: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber.charAt(index)), 0)
  return '10X98765432'.charAt(sum % 11)
}

function ageOf(idNumber: string): number {
  const birth = Number(idNumber.slice(6, 14))
  return Math.floor((Number(register.asOf.replaceAll('-', '')) - birth) / 10_000)
}

function idOf(person: { id: string }): string {
  return person.id
}

describe('the register of fictitious persons', () => {
  it.each(register.people.map((person) => [person.name, person] as const))(
    '%s has a valid number of nobody',
    (_, one) => {
      expect(one.idNumber).toMatch(new RegExp(`^${unassignedArea}\\d{11}[\\dX]$`))
      expect(one.idNumber.charAt(17)).toBe(checkCharacter(one.idNumber))
      expect(Number(one.idNumber.charAt(16)) % 2 === 1 ? '男' : '女').toBe(one.sex)
      expect(one.mobile).toMatch(/^199000000\d{2}$/)
    }
  )

  it('gives every person an id, number and mobile of their own', () => {
    const { people } = register
    for (const values of [people.map(idOf), people.map((one) => one.idNumber), people.map((one) => one.mobile)]) {
      expect(new Set(values).size).toBe(people.length)
    }
  })

  it('reaches from a pupil of 16 to an old man of 88, women and men', () => {
    const ages = register.people.map(({ idNumber }) => ageOf(idNumber))
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([16, 88])
    expect(register.people.filter(({ sex }) => sex === '女').length).toBeGreaterThanOrEqual(4)
    expect(register.people.filter(({ sex }) => sex === '男').length).toBeGreaterThanOrEqual(4)
  })

  it('has one default person: between 30 and 45, not enrolled; and one who exists on snapshot pages only', () => {
    const defaults = register.people.filter((person) => person.default)
    expect(defaults.map(idOf)).toEqual(['zhang-min'])
    expect(defaults[0]?.bureau).toBeUndefined()
    expect(ageOf(defaults[0]?.idNumber ?? '')).toBe(38)
    expect(register.people.filter((person) => person.snapshotOnly)).toHaveLength(1)
    expect(
      register.people.some((person) => person.bureau?.insurances.some(({ status }) => status === '正常缴费'))
    ).toBe(true)
  })

  it('puts everybody into a street of 渝中区 that exists today', () => {
    const streets = '七星岗 解放碑 两路口 上清寺 菜园坝 南纪门 朝天门 大溪沟 大坪 化龙桥 石油路'
      .split(' ')
      .map((name) => `${name}街道`)
    for (const { address } of [...register.people, ...register.enterprises]) expect(streets).toContain(address.street)
  })

  it('has enterprises with valid credit codes of no place, led by people of the register', () => {
    expect(register.enterprises).toHaveLength(6)
    for (const { creditCode, legalPerson, oddCode = false } of register.enterprises) {
      expect(checkCreditCode(creditCode)).toMatchObject({ ok: !oddCode })
      expect(creditCode.slice(2, 8)).toBe(unassignedArea)
      expect(register.people.map(idOf)).toContain(legalPerson)
    }
  })

  it('has valid plates, one of a new-energy car, owned by people of the register, and staff with department and role', () => {
    for (const { plate, kind, owner } of register.plates) {
      expect(checkPlate(plate)).toMatchObject({ ok: true, kind })
      expect(register.people.map(idOf)).toContain(owner)
    }
    expect(register.plates.filter(({ kind }) => kind === 'new-energy')).toHaveLength(1)
    expect(register.staff.map(({ department, role }) => `${department} ${role}`)).toHaveLength(4)
  })

  it('holds no assigned area code anywhere in the file', () => {
    const numbers = readFileSync('test/sandbox/people.yaml', 'utf8').match(/\b\d{17}[\dX]\b/g) ?? []
    expect(numbers.length).toBe(register.people.length)
    expect(numbers.every((number) => number.startsWith(unassignedArea))).toBe(true)
  })
})
