import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { confirm, toast } from '@/platform/feedback'
import { goBack } from '@/platform/navigation'
import { LevelFirst } from '@/session/level-first'
import { mergeAccounts, startMerge } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import { FaceElsewhere } from '../../components/face-step'
import { PersonFields, usePerson } from '../../components/person-fields'
import { throughFaceCheck } from '../../step-up/check-face'
import { takeTaken } from '../../step-up/taken-identity'

function Merge() {
  const { error, run } = useAct()
  const [known] = useState(takeTaken)
  const person = usePerson(known)
  const merge = async () => {
    const read = person.read()
    if (!read) return
    const merged = await run(async () => {
      const { verifyId, accountTail } = await startMerge(read)
      const sure = await confirm({
        title: '合并账户？',
        text: `这个账户会并入账号尾号 ${accountTail} 的账户，办件和草稿都在，三十天内可以撤销。接下来做人脸核身。`,
        yes: '去核身'
      })
      if (!sure) return false
      await throughFaceCheck(verifyId)
      await mergeAccounts(verifyId)
      toast('两个账户已经合并')
      await goBack()
      return true
    })
    return merged
  }
  return (
    <>
      <Notice title='您的身份在另一个账户里'>
        同一个人只能有一个实名账户。合并后，两边的办件、草稿和消息都在一个账户里，什么都不会丢。
      </Notice>
      {process.env.TARO_ENV === 'h5' ? (
        <FaceElsewhere />
      ) : (
        <Card>
          <PersonFields person={person} />
          <ActError error={error} />
          <Button onPress={merge}>核身并合并</Button>
        </Card>
      )}
    </>
  )
}

/** Two accounts that turned out to be one person. */
export default function MergePage() {
  return (
    <Page title='合并账户'>
      <LevelFirst needed='phone' why='合并账户要先绑定手机号。'>
        <Merge />
      </LevelFirst>
    </Page>
  )
}
