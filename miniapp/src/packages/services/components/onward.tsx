import { CASES, SERVICES } from '@/addresses'
import { Button } from '@/kit/button/button'
import { goTo } from '@/platform/navigation'

/** The way on from a page about one service item that cannot be shown. */
export const ToServices = () => (
  <Button narrow onPress={() => goTo(SERVICES)}>
    去看全部事项
  </Button>
)

/** The way on from a page about one case that cannot be shown. */
export const ToCases = () => (
  <Button narrow onPress={() => goTo(CASES)}>
    去看我的办件
  </Button>
)
