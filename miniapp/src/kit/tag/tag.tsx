import { View } from '@tarojs/components'
import './tag.scss'

export type Tone = 'plain' | 'primary' | 'good' | 'warn' | 'bad'

/** A word about a thing: 网上办, 审查中. The word says it; the colour only helps. */
export function Tag({ children, tone = 'plain' }: { children: string; tone?: Tone }) {
  return <View className={`zj-tag zj-tag--${tone}`}>{children}</View>
}
