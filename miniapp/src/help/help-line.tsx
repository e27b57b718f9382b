import type { RequestAbout } from '@shared/contract/consult-requests'
import { View } from '@tarojs/components'
import { askAbout, writeAbout } from '@/addresses'
import { Press } from '@/kit/press/press'
import { goTo } from '@/platform/navigation'
import './help-line.scss'

export interface HelpLineProps {
  /** what the page is about; the request to the hotline names it */
  about?: RequestAbout
  /** the item a question is about, where that is not the one `about` names */
  serviceId?: string
  /** what was looked for and not found */
  question?: string
}

/** The ways on to 咨询 and 12345 from any page, with what the page is about. */
export function HelpLine({ about, question, ...given }: HelpLineProps) {
  const serviceId = about?.kind === 'service' ? about.id : given.serviceId
  return (
    <View className='help-line'>
      <View>没看明白，或者有意见？</View>
      <Press className='help-line__way' role='link' onPress={() => void goTo(askAbout({ serviceId, question }))}>
        问一问
      </Press>
      <Press className='help-line__way' role='link' onPress={() => void goTo(writeAbout(about))}>
        写给 12345
      </Press>
    </View>
  )
}
