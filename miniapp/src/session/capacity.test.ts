import type { Capacity } from '@shared/contract/identity'
import { capacityWords } from './capacity'
import { mandateIn, ownerOf } from './owner'

const capacity = (kind: Capacity['kind'], label: string): Capacity => ({
  kind,
  label,
  mandateId: kind === 'self' ? null : 'man_87654321'
})

it('in whose name a person acts is told as they would say it', () => {
  expect(capacityWords(capacity('self', '本人'))).toBe('本人')
  expect(capacityWords(capacity('enterprise', '重庆示例商贸有限公司'))).toBe('重庆示例商贸有限公司')
  expect(capacityWords(capacity('proxy', '杨*福'))).toBe('代 杨*福')
  expect(capacityWords(capacity('guardian', '何*'))).toBe('代 何*')
})

it('things of another capacity are filed under another owner', () => {
  const owners = (['self', 'enterprise'] as const).map((kind) =>
    ownerOf({ citizenId: 'cit_12345678', capacity: capacity(kind, '') })
  )
  expect(owners).toEqual(['cit_12345678', 'cit_12345678@man_87654321'])
  expect(owners.map(mandateIn)).toEqual([null, 'man_87654321'])
})
