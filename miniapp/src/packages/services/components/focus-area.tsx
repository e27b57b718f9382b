import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef } from 'react'
import { fieldId } from '@/kit/field/field'
import { scrollTo } from '@/platform/navigation'
import type { FillIn } from '../form/fill-in'
import './focus-area.scss'

const TOP = 'form-top'
const INPUTS = ':is(input, select, textarea, button)'

/**
 * Brings what matters next into view: the field asked for, or the head of a new part. On H5 the keyboard focus goes
 * along, so that a screen reader goes on reading there; WeChat's own reader follows the scrolling.
 */
export function FocusArea({ focus, screen, children }: Pick<FillIn, 'focus' | 'screen'> & { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null)
  const shown = useRef(screen)
  useEffect(() => {
    const moved = shown.current !== screen
    shown.current = screen
    if (focus) {
      const place = fieldId(focus.fieldId)
      scrollTo(place)
      area.current?.querySelector<HTMLElement>(`#${place} ${INPUTS}`)?.focus({ preventScroll: true })
    } else if (moved) {
      scrollTo(TOP)
      area.current?.focus({ preventScroll: true })
    }
  }, [focus, screen])
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div ref={area} id={TOP} className='sv-area' tabIndex={-1}>
        {children}
      </div>
    )
  } else return <View id={TOP}>{children}</View>
}
