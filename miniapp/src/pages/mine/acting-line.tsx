import { CAPACITY } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { goTo } from '@/platform/navigation'
import { capacityWords } from '@/session/capacity'
import type { Session } from '@/session/session'

/** In whose name somebody signed in acts now, and the way to change it. */
export function ActingLine({ session }: { session: Session }) {
  if (session.state !== 'signed-in') return null
  return (
    <Card padded={false}>
      <Cell
        icon='person'
        label='当前身份'
        stacked={session.me.capacity.kind !== 'self'}
        value={capacityWords(session.me.capacity)}
        note='可以换成本人、企业或委托您的家人'
        onPress={() => void goTo(CAPACITY)}
      />
    </Card>
  )
}
