import type { Consent } from '@shared/contract/consents'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { dateWords, instantWords } from '@/kit/when/when'
import { isActive, stateWords } from '../consents/consent-words'
import './lines.scss'

/** One consent: to whom, what for, what, until when; withdrawing it while it is in force. */
export function ConsentCard({ consent, onWithdraw }: { consent: Consent; onWithdraw?: () => Promise<void> }) {
  const { sharing } = consent
  return (
    <Card>
      <View className='tr-line__head'>
        <View className='tr-line__name'>{sharing.department.name}</View>
        <Tag tone={isActive(consent) ? 'good' : 'plain'}>{stateWords(consent)}</Tag>
      </View>
      <View className='tr-line__facts'>
        <View>用途：{sharing.purpose}</View>
        <View>
          信息：{sharing.fields.join('、')}
          {sharing.sensitive ? '（含敏感个人信息）' : ''}
        </View>
        <View>有效到：{dateWords(consent.until)}</View>
        <View className='tr-line__note'>同意于 {instantWords(consent.givenAt)}</View>
        {consent.withdrawnAt ? <View className='tr-line__note'>撤回于 {instantWords(consent.withdrawnAt)}</View> : null}
      </View>
      {onWithdraw && isActive(consent) ? (
        <View className='tr-line__acts'>
          <Button
            narrow
            kind='danger'
            label={`撤回同意：给${sharing.department.name}，${sharing.purpose}`}
            onPress={onWithdraw}
          >
            撤回同意
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
