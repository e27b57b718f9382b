import type { homeRoutes } from '@shared/contract/home'
import type { Reply } from '@shared/contract/route'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { goTo } from '@/platform/navigation'
import { pageAbout } from '../messages/page-about'

/** What goes on only when the person does something, or soon ends; nothing where nothing waits. */
export function Attention({ attention }: { attention: Reply<typeof homeRoutes.listAttention> }) {
  const { items, missing } = attention
  return (
    <>
      {items.length > 0 ? (
        <>
          <Heading>需要您处理</Heading>
          <Card padded={false}>
            {items.map(({ kind, title, note, leadsTo }) => (
              <Cell
                key={`${kind}${leadsTo.id}`}
                icon='warn'
                label={title}
                note={note}
                onPress={() => void goTo(pageAbout(leadsTo))}
              />
            ))}
          </Card>
        </>
      ) : null}
      {missing.length > 0 ? <Notice tone='warn'>{missing.join('、')}里有没有要您处理的，暂时查不到。</Notice> : null}
    </>
  )
}
