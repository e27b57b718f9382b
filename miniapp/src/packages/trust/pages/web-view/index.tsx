import { WebView } from '@tarojs/components'
import { useState } from 'react'
import { PARTNERS } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Page } from '@/kit/page/page'
import { Empty } from '@/kit/state-view/state-view'
import { toast } from '@/platform/feedback'
import { copyText } from '@/platform/share'
import { CutOff } from '../../components/cut-off'
import { takeWantedAddress } from '../../sign-on/open-address'

/** A department's page inside WeChat; where WeChat does not show it (no 业务域名), its link can be copied. */
export default function WebViewPage() {
  const [url] = useState(takeWantedAddress)
  const [failed, setFailed] = useState(false)
  if (url === undefined) return <CutOff title='部门网站' address={PARTNERS} words='看部门网站' />
  if (!failed) return <WebView src={url} onError={() => setFailed(true)} />
  const copy = async () => {
    toast((await copyText(url)) ? '链接已复制，请在浏览器里打开' : '没有复制成功')
  }
  return (
    <Page title='部门网站'>
      <Empty
        title='微信里打不开这个网站'
        note='可以复制链接到浏览器打开。链接一分钟内有效，只能用一次，请不要转给别人。'
        act={
          <Button narrow onPress={copy}>
            复制链接
          </Button>
        }
      />
    </Page>
  )
}
