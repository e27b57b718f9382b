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
    await run(async () => {
      const { verifyId, accountTail } = await startMerge(read)
      const sure = await confirm({
        title: '合并账户？',
        text: `接下来做人脸核身。尾号 ${accountTail} 的账户如果做过人脸核身或用渝快办核验过，这个账户会并入它，办件和草稿都在，三十天内可以撤销；如果没有，实名信息会转到这个账户，那边的内容不动。`,
        yes: '去核身'
      })
      if (!sure) return
      await throughFaceCheck(verifyId)
      const now = await mergeAccounts(verifyId)
      toast(now === accountTail ? '两个账户已经合并' : '实名信息已转到这个账户')
      await goBack()
    })
  }
  return (
    <>
      <Notice title='您的身份在另一个账户里'>
        同一个人只能有一个实名账户。合并后，两边的办件、草稿和消息都在一个账户里，什么都不会丢。那个账户如果没做过人脸核身、也没用渝快办核验过，请先登录它做一次，再来合并；否则只转实名信息，那边的内容不会过来。
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
