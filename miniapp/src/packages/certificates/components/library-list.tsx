import { CERTIFICATE_STATES } from '@shared/contract/certificates'
import type { LibrarySilence } from '@shared/contract/library-certificates'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { heldAt, STEP_UP } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { goTo } from '@/platform/navigation'
import { agreeToLibrary, type FromLibrary } from '../api'
import { goodWords, STATE_TONES } from '../words'
import './library-list.scss'

/** Told in full, decided by one press (PIPL art. 23, 29). */
function Offer({ sharing, onAgreed }: { sharing: NonNullable<LibrarySilence['sharing']>; onAgreed: () => unknown }) {
  const [key, setKey] = useState(freshKey)
  const [problem, setProblem] = useState('')
  const agree = async () => {
    try {
      await agreeToLibrary(sharing, key)
      setKey(freshKey())
      await onAgreed()
    } catch (caught) {
      setProblem(asCallError(caught).message)
    }
  }
  return (
    <Notice title='身份证、户口簿等证照也可以放到这里'>
      <View>
        需要您同意把{sharing.fields.join('、')}提供给{sharing.department.name}，用途：{sharing.purpose}。
        {sharing.sensitive ? '其中有敏感个人信息。' : ''}有效期 {sharing.days} 天，可以随时撤回。不同意的话，
        {sharing.without}
      </View>
      {problem ? <View>{problem}</View> : null}
      <View className='ce-offer'>
        <Button narrow kind='plain' onPress={agree}>
          同意，查询我的证照
        </Button>
      </View>
    </Notice>
  )
}

interface SilenceProps {
  silent: LibrarySilence
  /** something stands below that the library said before */
  earlier: boolean
  onAgain: () => unknown
}

function Silence({ silent, earlier, onAgain }: SilenceProps) {
  if (silent.why === 'consent') return silent.sharing ? <Offer sharing={silent.sharing} onAgreed={onAgain} /> : null
  if (silent.why === 'real-name')
    return (
      <Notice title='实名以后，可以查到您的身份证、户口簿等证照'>
        <View className='ce-offer'>
          <Button narrow kind='plain' onPress={() => goTo(`${STEP_UP}?needed=real-name`)}>
            去实名
          </Button>
        </View>
      </Notice>
    )
  return (
    <Notice tone='warn' title='电子证照库暂时没有答复'>
      <View>在这里办结的证照不受影响。{earlier ? '下面是上一次查到的，现在不能亮证。' : ''}</View>
      <View className='ce-offer'>
        <Button narrow kind='plain' onPress={onAgain}>
          再查一次
        </Button>
      </View>
    </Notice>
  )
}

/** Certificates of the e-certificate library, each with issuer and time; what the library does not say is named. */
export function LibraryList({ found: { items, silent }, onAgain }: { found: FromLibrary; onAgain: () => unknown }) {
  if (items.length === 0 && silent === null) return null
  return (
    <>
      <Heading>电子证照库里的证照</Heading>
      {silent ? <Silence silent={silent} earlier={items.length > 0} onAgain={onAgain} /> : null}
      {items.length > 0 ? (
        <Card padded={false}>
          {items.map(({ id, title, issuer, validUntil, state, readAt }) => (
            <Cell
              key={id}
              label={title}
              value={<Tag tone={STATE_TONES[state]}>{CERTIFICATE_STATES[state]}</Tag>}
              note={`${issuer} · ${goodWords(validUntil)} · ${instantWords(readAt)} 查到`}
              onPress={() => void goTo(heldAt(id))}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}
