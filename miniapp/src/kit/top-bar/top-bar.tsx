import { goBack } from '@/platform/navigation'
import { Icon } from '../icon/icon'
import { Press } from '../press/press'
import './top-bar.scss'

/** The title bar on H5: the page's heading and the way back. On weapp WeChat draws its own. */
export function TopBar({ title, back }: { title: string; back: boolean }) {
  return (
    <header className='zj-top-bar'>
      {back ? (
        <Press className='zj-top-bar__back' label='返回' onPress={() => void goBack()}>
          <Icon name='arrow' className='zj-top-bar__arrow' />
        </Press>
      ) : null}
      <h1 className='zj-top-bar__title'>{title}</h1>
    </header>
  )
}
