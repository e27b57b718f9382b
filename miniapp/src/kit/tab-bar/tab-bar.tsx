import { TABS } from '@/addresses'
import { goTo } from '@/platform/navigation'
import { tabNumberText, useTabNumber } from '@/platform/tab-badge'
import { Icon } from '../icon/icon'
import { Press } from '../press/press'
import './tab-bar.scss'

function Tab({ index, current }: { index: number; current: boolean }) {
  const tab = TABS[index]
  const count = useTabNumber(index)
  if (!tab) return null
  const told = `${tab.title}${count > 0 ? `，${count} 条未读` : ''}${current ? '，当前页' : ''}`
  return (
    <Press
      className={`zj-tab ${current ? 'zj-tab--on' : ''}`}
      role='link'
      label={told}
      onPress={() => {
        if (!current) void goTo(tab.address)
      }}
    >
      <span className='zj-tab__line'>
        <Icon name={tab.icon} className='zj-tab__icon' />
        <span>{tab.title}</span>
        {count > 0 ? <span className='zj-tab__number'>{tabNumberText(count)}</span> : null}
      </span>
    </Press>
  )
}

/**
 * The tab bar on H5, in place of Taro's, whose labels are 10 px, outside any landmark and the same in 长辈版.
 * On weapp WeChat draws its own.
 */
export function TabBar({ current }: { current: string }) {
  return (
    <nav className='zj-tab-bar' aria-label='主导航'>
      {TABS.map(({ address }, index) => (
        <Tab key={address} index={index} current={address === current} />
      ))}
    </nav>
  )
}
