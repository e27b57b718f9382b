import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef } from 'react'
import { fieldId } from '@/kit/field/field'
import { scrollTo } from '@/platform/navigation'
import type { FillIn } from '../form/fill-in'
import './focus-area.scss'

const TOP = 'form-top'
/** Taro's H5 View moves its children once, shortly after it appears, and the focus is lost by that; weapp draws later too. */
const SETTLED_MS = 100
const INPUTS = ':is(input, select, textarea, button)'

const NOWHERE = -1

export interface FocusAreaProps extends Pick<FillIn, 'focus' | 'screen'> {
  /** what stands above the form; anything new there is brought into view, null is nothing */
  notice: unknown
  /** true: what is drawn here took the place of something else, so its head is brought into view at once */
  opens?: boolean
  children: ReactNode
}

/**
 * Brings what matters next into view: the field asked for, the head of a new part, or a new notice. On H5 the keyboard
 * focus goes along, so that a screen reader goes on reading there; WeChat's own reader follows the scrolling.
 */
export function FocusArea({ focus, screen, notice, opens = false, children }: FocusAreaProps) {
  const area = useRef<HTMLDivElement>(null)
  const shown = useRef({ focus, screen: opens ? NOWHERE : screen, notice })
  useEffect(() => {
    const was = shown.current
    shown.current = { focus, screen, notice }
    const asked = focus !== null && focus !== was.focus ? fieldId(focus.fieldId) : undefined
    const upwards = screen !== was.screen || (notice !== null && notice !== was.notice)
    if (!asked && !upwards) return
    const page = area.current?.ownerDocument
    const focused = page?.activeElement
    const find = (what: string) => area.current?.querySelector<HTMLElement>(what)
    const timer = setTimeout(() => {
      // Whoever has tabbed on in the meantime is not called back.
      if (page && page.activeElement !== focused && page.activeElement !== page.body) return
      scrollTo(asked ?? TOP)
      const inputs = `#${asked} ${INPUTS}`
      // in a table the cell that is wrong, not the first one
      const wanted = asked ? (find(`${inputs}[aria-invalid=true]`) ?? find(inputs)) : area.current
      wanted?.focus({ preventScroll: true })
    }, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [focus, screen, notice])
  const top = <View id={TOP} />
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div ref={area} className='sv-area' tabIndex={-1}>
        {top}
        {children}
      </div>
    )
  } else {
    return (
      <View>
        {top}
        {children}
      </View>
    )
  }
}
