import { hallsFor } from '@/addresses'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { goTo } from '@/platform/navigation'
import { countHalls } from '../api'

/** 预约大厅取号, below the windows of a guide; nothing where no hall takes appointments for it. */
export function ToHalls({ serviceId }: { serviceId: string }) {
  const halls = useLoad(() => countHalls(serviceId), [serviceId])
  if (halls.state !== 'ready' || halls.data === 0) return null
  return (
    <Button kind='plain' narrow onPress={() => goTo(hallsFor(serviceId))}>
      预约到窗口办理
    </Button>
  )
}
