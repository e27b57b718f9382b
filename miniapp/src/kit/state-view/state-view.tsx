import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CallError } from '@/platform/call-error'
import { Button } from '../button/button'
import { Icon, type IconName } from '../icon/icon'
import type { Load } from '../load/load'
import { Notice } from '../notice/notice'
import { Skeleton } from '../skeleton/skeleton'
import './state-view.scss'

export interface EmptyProps {
  title: string
  note?: string
  icon?: IconName
  /** e.g. a Button that leads on */
  act?: ReactNode
}

/** Says that there is nothing yet, and what to do about it. */
export function Empty({ title, note, icon = 'document', act }: EmptyProps) {
  return (
    <View className='zj-state'>
      <View className='zj-state__mark'>
        <Icon name={icon} />
      </View>
      <View className='zj-state__title'>{title}</View>
      {note ? <View className='zj-state__note'>{note}</View> : null}
      {act ? <View className='zj-state__act'>{act}</View> : null}
    </View>
  )
}

export interface FailedProps {
  error: CallError
  onRetry: () => unknown
  /** another way on, e.g. a Button to a list */
  onward?: ReactNode
}

/** Says what went wrong, offers to try again, and names the request for the service desk. */
export function Failed({ error, onRetry, onward }: FailedProps) {
  return (
    <View className='zj-state'>
      <View className='zj-state__mark zj-state__mark--bad'>
        <Icon name='warn' />
      </View>
      <Told error={error} />
      <View className='zj-state__act'>
        <Button kind='plain' narrow onPress={onRetry}>
          重试
        </Button>
        {onward}
      </View>
    </View>
  )
}

function Told({ error }: { error: CallError }) {
  const number = error.requestId ? <View className='zj-state__number'>问题编号：{error.requestId}</View> : null
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div role='alert'>
        <View className='zj-state__title'>{error.message}</View>
        {number}
      </div>
    )
  } else {
    return (
      <View>
        <View className='zj-state__title'>{error.message}</View>
        {number}
      </View>
    )
  }
}

export interface StateViewProps<T> {
  of: Load<T>
  children: (data: T) => ReactNode
  /** with `empty`: decides whether there is nothing to show */
  isEmpty?: (data: T) => boolean
  empty?: EmptyProps
  skeleton?: 'list' | 'page'
  /** where to go when it cannot be loaded, beside 重试 */
  onward?: ReactNode
}

/** Draws a Load: skeleton, error with 重试, empty, or the content. A failed refresh keeps the content and says so. */
export function StateView<T>({ of, children, isEmpty, empty, skeleton = 'list', onward }: StateViewProps<T>) {
  if (of.state === 'loading') return <Skeleton shape={skeleton} />
  if (of.state === 'error') return <Failed error={of.error} onRetry={of.reload} onward={onward} />
  return (
    <>
      {of.stale ? <Notice tone='warn'>没有刷新成功，下面是之前的内容。{of.stale.message}</Notice> : null}
      {empty && isEmpty?.(of.data) ? <Empty {...empty} /> : children(of.data)}
    </>
  )
}
