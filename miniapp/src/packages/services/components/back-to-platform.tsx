import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { leaveFor } from '@/platform/navigation'
import { showElsewhere } from '../api'
import { wayBack } from '../guide/way-back'

/** 返回渝快办, for who came from there in a browser; in WeChat its own bar leads back. */
export function BackToPlatform() {
  const url = process.env.TARO_ENV === 'h5' ? wayBack() : null
  if (url === null) return null
  return (
    <Button kind='plain' narrow onPress={() => leaveFor(url)}>
      返回渝快办
    </Button>
  )
}

/** 去渝快办办理, where an item cannot be applied for here and 渝快办 takes it. WeChat opens no foreign sites. */
export const ToPlatform = ({ serviceId }: { serviceId: string }) =>
  process.env.TARO_ENV === 'h5' ? <ToTheirPage serviceId={serviceId} /> : null

function ToTheirPage({ serviceId }: { serviceId: string }) {
  const page = useLoad(() => showElsewhere(serviceId), [serviceId])
  if (page.state !== 'ready' || page.data === null) return null
  return (
    // asked again when pressed: the signature is good for five minutes
    <Button
      onPress={async () => {
        const url = await showElsewhere(serviceId)
        if (url) leaveFor(url)
      }}
    >
      去渝快办办理
    </Button>
  )
}
