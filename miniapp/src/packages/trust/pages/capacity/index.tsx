import { ENTERPRISES, MANDATES, MINE } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { asCallError } from '@/platform/call-error'
import { tell, whileWaiting } from '@/platform/feedback'
import { goTo, startAt } from '@/platform/navigation'
import { applySessionChange, signedIn } from '@/session/session'
import { type CapacityChoice, listCapacities, switchCapacity } from '../../api'
import { CapacityLine } from '../../components/capacity-line'

/** Every page that is open shows things of the capacity before: all of them close. */
async function actFor(choice: CapacityChoice) {
  try {
    const change = await whileWaiting('正在切换', switchCapacity(choice.mandateId))
    await applySessionChange(change)
    await startAt(MINE)
  } catch (caught) {
    await tell('没有切换成功', asCallError(caught).message)
  }
}

/** 切换身份: for whom this person acts from now on. */
export default function CapacityPage() {
  const choices = useLoad(() => signedIn(listCapacities), [])
  return (
    <Page title='切换身份'>
      <StateView of={choices}>
        {(items) => (
          <>
            <Notice>切换后，您办的事、看到的草稿和办件都属于所选的身份；每件事都会记下是您办的。</Notice>
            {items.map((choice) => (
              <CapacityLine key={choice.mandateId ?? 'self'} choice={choice} onChoose={() => actFor(choice)} />
            ))}
            <Heading>没有想要的身份？</Heading>
            <Card padded={false}>
              <Cell label='绑定企业' note='法定代表人绑定后，可以授权经办人' onPress={() => void goTo(ENTERPRISES)} />
              <Cell label='亲情代办' note='家人邀请您以后，就能替家人办' onPress={() => void goTo(MANDATES)} />
            </Card>
          </>
        )}
      </StateView>
    </Page>
  )
}
