import { slug } from '@shared/contract/parts'
import { timesAt } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { showHall } from '../../api'
import { CutOff, ToHalls } from '../../components/cut-off'
import { HallFacts } from '../../components/hall-facts'
import { dayWithWeekday } from '../../hall-words'

function HallOf({ hallId }: { hallId: string }) {
  const hall = useLoad(() => showHall(hallId), [hallId])
  usePullToRefresh(hall)
  return (
    <Page title='大厅'>
      <StateView of={hall} skeleton='page' onward={<ToHalls />}>
        {(data) => (
          <>
            <Heading>{data.name}</Heading>
            {data.closed.map(({ day, reason }) => (
              <Notice key={day} tone='warn'>
                {dayWithWeekday(day)} 不对外办理：{reason}。
              </Notice>
            ))}
            <HallFacts hall={data} />
            <Heading>要办什么事</Heading>
            <Card padded={false}>
              {data.services.map(({ id, name }) => (
                <Cell key={id} label={name} onPress={() => void goTo(timesAt(hallId, id))} />
              ))}
            </Card>
            <HelpLine about={{ kind: 'hall', id: hallId }} />
          </>
        )}
      </StateView>
    </Page>
  )
}

export default function HallPage() {
  const { hallId = '' } = usePageParams()
  return slug.safeParse(hallId).success ? <HallOf hallId={hallId} /> : <CutOff title='大厅' />
}
