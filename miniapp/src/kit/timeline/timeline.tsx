import { View } from '@tarojs/components'
import { Icon } from '../icon/icon'
import './timeline.scss'

export interface TimelineItem {
  label: string
  /** when it happened, ready to be read; absent while it is still to come */
  at?: string
  note?: string
  /** done: behind us · now: where it stands · next: to come · stopped: needs the person, or ended badly */
  tone: 'done' | 'now' | 'next' | 'stopped'
}

const SAID = { done: '已完成', now: '当前', next: '待进行', stopped: '请留意' } as const

/** What has happened and what comes next, in order. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  const lines = items.map((item, index) => {
    const content = (
      <>
        <View className='zj-timeline__mark'>{item.tone === 'done' ? <Icon name='check' /> : null}</View>
        <View className='zj-timeline__text'>
          <View className='zj-timeline__head'>
            <View className='zj-timeline__label'>{item.label}</View>
            <View className='zj-timeline__said'>{SAID[item.tone]}</View>
          </View>
          {item.at ? <View className='zj-timeline__at'>{item.at}</View> : null}
          {item.note ? <View className='zj-timeline__note'>{item.note}</View> : null}
        </View>
      </>
    )
    const names = `zj-timeline__item zj-timeline__item--${item.tone}`
    const key = `${index}-${item.label}`
    return process.env.TARO_ENV === 'h5' ? (
      <li className={names} key={key}>
        {content}
      </li>
    ) : (
      <View className={names} key={key}>
        {content}
      </View>
    )
  })
  if (process.env.TARO_ENV === 'h5') return <ol className='zj-timeline'>{lines}</ol>
  else return <View className='zj-timeline'>{lines}</View>
}
