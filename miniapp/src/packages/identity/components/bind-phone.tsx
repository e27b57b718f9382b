import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { PhoneButton } from '@/kit/phone-button/phone-button'
import { bindPhone, bindWechatPhone, sendPhoneCode } from '../api'
import { useAct } from './act'
import { ActError } from './act-error'
import { PhoneCodeForm } from './phone-code-form'

const REFUSED = {
  refused: '没有取得微信手机号。可以再点一次，也可以用下面的短信验证码。',
  unavailable: '微信暂时不能提供手机号，请用下面的短信验证码。'
} as const

/** Binds a phone: by WeChat's button in the mini-program, by SMS everywhere. `onBound` once it is bound. */
export function BindPhone({ onBound }: { onBound?: () => unknown }) {
  const { error, run } = useAct()
  const [refused, setRefused] = useState<keyof typeof REFUSED | null>(null)
  const bind = async (act: () => Promise<void>) => {
    if (await run(act)) await onBound?.()
  }
  return (
    <>
      {process.env.TARO_ENV === 'h5' ? null : (
        <Card>
          <PhoneButton onCode={(code) => void bind(() => bindWechatPhone(code))} onRefused={setRefused}>
            用微信手机号
          </PhoneButton>
          {refused ? (
            <View>
              <Notice tone='warn'>{REFUSED[refused]}</Notice>
            </View>
          ) : null}
        </Card>
      )}
      <Card>
        <PhoneCodeForm
          send={sendPhoneCode}
          onDone={(phone, code) => bind(() => bindPhone(phone, code))}
          act='绑定这个手机号'
        >
          <ActError error={error} />
        </PhoneCodeForm>
      </Card>
    </>
  )
}
