import type { Invitation } from '@shared/contract/mandates'
import { View } from '@tarojs/components'
import { invitationAt } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { ShareButton } from '@/kit/share-button/share-button'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { tell, toast } from '@/platform/feedback'
import { copyText, linkTo } from '@/platform/share'
import { cardWords, messageWords } from '../mandates/invitation-words'
import { scopeWords, untilWords } from '../mandates/scope-words'
import './lines.scss'

async function copy(text: string, done: string) {
  if (await copyText(text)) toast(done)
  else await tell('没有复制成功', text)
}

/** H5: the code and the link go by whatever way people write to each other; WeChat sends its own card. */
function SendActs({ invitation }: { invitation: Invitation }) {
  const { code } = invitation
  const copyCode = (
    <Button kind='plain' narrow label={`复制邀请码${code}`} onPress={() => copy(code, '邀请码已复制')}>
      复制邀请码
    </Button>
  )
  if (process.env.TARO_ENV === 'h5')
    return (
      <>
        <Button
          narrow
          label={`复制邀请码${code}的链接`}
          onPress={() => copy(messageWords(invitation, linkTo(invitationAt(code))), '邀请已复制，发给对方即可')}
        >
          复制邀请
        </Button>
        {copyCode}
      </>
    )
  else
    return (
      <>
        <ShareButton code={code}>发给微信好友</ShareButton>
        {copyCode}
      </>
    )
}

export interface InvitationCardProps {
  invitation: Invitation
  serviceNames: Record<string, string>
  onWithdraw: () => Promise<void>
}

/** An invitation nobody has accepted yet: its code, and the ways to send it. */
export function InvitationCard({ invitation, serviceNames, onWithdraw }: InvitationCardProps) {
  return (
    <Card>
      <View className='tr-line__head'>
        <View className='tr-line__name'>{cardWords(invitation.kind)}</View>
        <Tag tone='primary'>等待接受</Tag>
      </View>
      <View className='tr-line__note'>邀请码</View>
      <View className='tr-code'>{invitation.code}</View>
      <View>可以办：{scopeWords(invitation.scope, serviceNames)}</View>
      <View className='tr-line__note'>授权{untilWords(invitation.until)}</View>
      <View className='tr-line__note'>邀请码 {instantWords(invitation.expiresAt)} 前有效，只能用一次</View>
      <View className='tr-line__acts'>
        <SendActs invitation={invitation} />
        <Button kind='danger' narrow label={`撤回邀请码${invitation.code}`} onPress={onWithdraw}>
          撤回
        </Button>
      </View>
    </Card>
  )
}
