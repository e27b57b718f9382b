import type { Hall } from '@shared/contract/halls'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { dial } from '@/platform/navigation'

const UNKNOWN = '待核，请以窗口为准'

/** Address, hours and telephone of a hall. */
export function HallFacts({ hall }: { hall: Hall }) {
  const phone = hall.phone.value
  return (
    <Card padded={false}>
      <Cell label='地址' stacked value={hall.address.value ?? UNKNOWN} />
      <Cell label='办公时间' stacked value={hall.hours.value ?? UNKNOWN} />
      {phone === null ? (
        <Cell label='电话' stacked value={UNKNOWN} />
      ) : (
        <Cell label='电话' stacked value={phone} onPress={() => dial(phone)} />
      )}
    </Card>
  )
}
