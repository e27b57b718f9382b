import { View } from '@tarojs/components'
import { MERGE } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { goTo } from '@/platform/navigation'
import { leaveForYkb } from '@/session/sign-in-elsewhere'
import { verifyRealName } from '../api'
import { keepTaken } from '../step-up/taken-identity'
import { useAct } from './act'
import { ActError } from './act-error'
import { PersonFields, usePerson } from './person-fields'
import './real-name.scss'

/** Real name: by 渝快办 on H5, or by name and ID number. The session's new level tells when it is done. */
export function RealName({ back }: { back: string }) {
  const { error, run } = useAct()
  const person = usePerson()
  const submit = async () => {
    const read = person.read()
    if (!read) return
    await run(
      () => verifyRealName(read),
      ({ code }) => {
        if (code === 'identity_taken') keepTaken(read)
        return false
      }
    )
  }
  return (
    <>
      {process.env.TARO_ENV === 'h5' ? (
        <Card>
          <Heading>已有“渝快办”账户</Heading>
          <Button kind='plain' onPress={() => run(() => leaveForYkb(back))}>
            用渝快办核验
          </Button>
        </Card>
      ) : null}
      <Card>
        <Heading>用身份证核验</Heading>
        <PersonFields person={person} />
        <ActError error={error} />
        {error?.code === 'identity_taken' ? (
          <View className='real-name__merge'>
            <Button kind='plain' onPress={() => goTo(MERGE)}>
              合并两个账户
            </Button>
          </View>
        ) : null}
        <Button onPress={submit}>核验</Button>
      </Card>
      <Notice>
        用护照或来往内地（大陆）通行证的，请到“我的身份”申请人工核验；未满 14 周岁的，请监护人在那里添加孩子。
      </Notice>
    </>
  )
}
