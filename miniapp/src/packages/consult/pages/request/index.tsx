import { HOTLINE_NUMBER } from '@shared/contract/consult'
import { type ConsultRequest, REQUEST_KINDS, REQUEST_STATES } from '@shared/contract/consult-requests'
import { id } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { caseAt, guideOf, hallAt, MY_REQUESTS } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { Timeline } from '@/kit/timeline/timeline'
import { Thumb } from '@/kit/upload-field/thumb'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useCameBack, usePageParams } from '@/platform/lifecycle'
import { dial, goTo, replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { openPhoto, photoAddress, showRequest } from '../../api'
import '../../components/consult.scss'
import { nextOf, removedWords, STATE_TONES } from '../../request-words'

const PAGE_ABOUT = { service: guideOf, case: caseAt, hall: hallAt } as const

const ToRequests = () => (
  <Button narrow onPress={() => replaceWith(MY_REQUESTS)}>
    看我的诉求
  </Button>
)

function Photos({ photos }: Pick<ConsultRequest, 'photos'>) {
  if (photos.length === 0) return null
  return (
    <View className='co-photos'>
      {photos.map((photo) => (
        <Thumb
          key={photo.id}
          name={photo.name}
          isPhoto={photo.type.startsWith('image/')}
          source={() => photoAddress(photo)}
          onOpen={() => void openPhoto(photo).catch((caught: unknown) => toast(asCallError(caught).message))}
        />
      ))}
    </View>
  )
}

function Shown({ request }: { request: ConsultRequest }) {
  const { kind, category, state, text, place, about, orderNo, steps } = request
  const [next, removed] = [nextOf(request), removedWords(request)]
  const ended = state === 'closed' || state === 'rejected' || state === 'withheld' || state === 'unfit'
  return (
    <>
      <Card>
        <View className='co-head'>
          <Heading>{REQUEST_KINDS[kind]}</Heading>
          <Tag tone={STATE_TONES[state]}>{REQUEST_STATES[state]}</Tag>
        </View>
        <View className='co-line__text'>{text}</View>
        <Photos photos={request.photos} />
        {removed ? <Notice tone='warn'>{removed}</Notice> : null}
        {next ? <View className='co-next'>{next}</View> : null}
      </Card>
      <Card padded={false}>
        {orderNo ? <Cell stacked label='工单号' value={orderNo} /> : null}
        {category ? <Cell label='类别' value={category} /> : null}
        {place ? <Cell stacked label='地点' value={place.address} /> : null}
        {about ? (
          <Cell label='有关的事项' note={about.title} onPress={() => void goTo(PAGE_ABOUT[about.kind](about.id))} />
        ) : null}
      </Card>
      <Heading>办理过程</Heading>
      <Card>
        <Timeline
          items={steps.map(({ label, at, note }, index) => ({
            label,
            at: instantWords(at),
            ...(note ? { note } : {}),
            tone: index === steps.length - 1 && !ended ? 'now' : 'done'
          }))}
        />
      </Card>
      <Button kind='plain' onPress={() => dial(HOTLINE_NUMBER)}>
        拨打 {HOTLINE_NUMBER}
      </Button>
    </>
  )
}

function RequestOf({ requestId }: { requestId: string }) {
  const request = useLoad(() => signedIn(() => showRequest(requestId)), [requestId])
  usePullToRefresh(request)
  useCameBack(() => void request.reload())
  return (
    <Page title='诉求详情'>
      <StateView of={request} skeleton='page' onward={<ToRequests />}>
        {(data) => <Shown request={data} />}
      </StateView>
    </Page>
  )
}

/** One 诉求 with everything the hotline has reported. */
export default function RequestPage() {
  const { requestId = '' } = usePageParams()
  usePullToRefresh()
  if (id.safeParse(requestId).success) return <RequestOf requestId={requestId} />
  return (
    <Page title='诉求详情'>
      <Empty title='这个链接不完整' note='它可能在转发或复制时少了一段，请从这里重新进入。' act={<ToRequests />} />
    </Page>
  )
}
