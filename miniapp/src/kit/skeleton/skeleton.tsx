import { View } from '@tarojs/components'
import { spoken } from '../spoken/spoken'
import './skeleton.scss'

/** The shape of what is being loaded: cards of a list, or the blocks of one page. */
export function Skeleton({ shape = 'list' }: { shape?: 'list' | 'page' }) {
  const cards = shape === 'list' ? [1, 2, 3, 4] : [1, 2]
  const drawing = cards.map((card) => (
    <View key={card} className='zj-skeleton__card'>
      <View className='zj-skeleton__bar zj-skeleton__bar--half' />
      <View className='zj-skeleton__bar' />
      {shape === 'page' ? <View className='zj-skeleton__bar' /> : null}
      {shape === 'page' ? <View className='zj-skeleton__bar zj-skeleton__bar--half' /> : null}
    </View>
  ))
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div className='zj-skeleton' role='status'>
        <span className='zj-unseen'>正在加载</span>
        {drawing}
      </div>
    )
  } else {
    return (
      <View className='zj-skeleton' {...spoken({ role: 'text', label: '正在加载' })}>
        {drawing}
      </View>
    )
  }
}
