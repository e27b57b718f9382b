import type { SilentSource } from '@shared/contract/prefill'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { giveConsent } from '../api'
import { makeConsentGiver } from '../consent/give-consents'
import './library-offer.scss'

interface LibraryOfferProps {
  source: SilentSource
  /** labels of the fields it could fill in */
  labels: string
  onAgreed: () => void
}

/** A source that may be asked only with the person's own consent (PIPL art. 23, 29): told in full, decided by one press. */
export function LibraryOffer({ source: { source, sharing }, labels, onAgreed }: LibraryOfferProps) {
  const [problem, setProblem] = useState('')
  const give = useRef(makeConsentGiver({ give: giveConsent, freshKey }))
  if (!sharing) return null
  const agree = async () => {
    try {
      await give.current([sharing])
      onAgreed()
    } catch (caught) {
      setProblem(asCallError(caught).message)
    }
  }
  return (
    <Notice title={`${source}可以自动填写：${labels}`}>
      <View>
        需要您同意把{sharing.fields.join('、')}提供给{sharing.department.name}，用途：{sharing.purpose}。
        {sharing.sensitive ? '其中有敏感个人信息。' : ''}有效期 {sharing.days} 天，可以随时撤回。不同意的话，
        {sharing.without}
      </View>
      {problem ? <View>{problem}</View> : null}
      <View className='sv-offer'>
        <Button narrow kind='plain' onPress={agree}>
          同意，自动填写
        </Button>
      </View>
    </Notice>
  )
}
