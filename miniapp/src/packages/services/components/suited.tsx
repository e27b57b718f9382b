import type { ServiceVerdict } from '@shared/contract/service-check'
import { Fragment } from 'react'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'

const GROUPS = [
  { verdict: '符合', title: '符合条件' },
  { verdict: '还不知道', title: '还要再问几句' },
  { verdict: '不符合', title: '现在不符合' }
] as const

/** What settled it, or what is still to be answered. */
function wordsOf({ department, verdict, why, missing }: ServiceVerdict): string {
  const words = verdict === '还不知道' ? missing.join('、') : why.map(({ text }) => text).join('；')
  return words === '' ? department : `${department} · ${verdict === '还不知道' ? '还要知道：' : ''}${words}`
}

/** Every item by its verdict, those one qualifies for first. */
export function Suited({ items, onOpen }: { items: readonly ServiceVerdict[]; onOpen: (serviceId: string) => void }) {
  return (
    <>
      {GROUPS.map(({ verdict, title }) => {
        const own = items.filter((item) => item.verdict === verdict)
        if (own.length === 0) return null
        return (
          <Fragment key={verdict}>
            <Heading>
              {title} {own.length} 项
            </Heading>
            <Card padded={false}>
              {own.map((item) => (
                <Cell key={item.id} label={item.name} note={wordsOf(item)} onPress={() => onOpen(item.id)} />
              ))}
            </Card>
          </Fragment>
        )
      })}
    </>
  )
}
