import { View } from '@tarojs/components'
import { spoken } from '../spoken/spoken'
import './icon.scss'

export type IconName =
  | 'home'
  | 'grid'
  | 'search'
  | 'arrow'
  | 'check'
  | 'close'
  | 'plus'
  | 'camera'
  | 'document'
  | 'bell'
  | 'person'
  | 'info'
  | 'warn'
  | 'clock'
  | 'phone'
  | 'place'
  | 'large-text'

/** A drawing in the colour and size of the text beside it; never read out, so it must not be the only clue. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  const names = `zj-icon zj-icon--${name} ${className}`
  if (process.env.TARO_ENV === 'h5') return <span className={names} aria-hidden='true' />
  else return <View className={names} {...spoken({ hidden: true })} />
}
