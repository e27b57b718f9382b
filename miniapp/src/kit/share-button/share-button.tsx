import { Button } from '@tarojs/components'
import './share-button.scss'

/**
 * WeChat only: opens the list of friends; what is sent is decided by the page's useShareCard, which gets the `code`.
 * WeChat allows this to its own button element alone.
 */
export function ShareButton({ code, children }: { code: string; children: string }) {
  return (
    <Button
      className='zj-press zj-button zj-button--primary zj-button--narrow zj-share'
      openType='share'
      data-code={code}
    >
      {children}
    </Button>
  )
}
