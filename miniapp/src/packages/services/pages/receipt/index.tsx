import type { CaseDetail } from '@shared/contract/applications'
import { id } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { caseAt, HOME } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Icon } from '@/kit/icon/icon'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { Timeline } from '@/kit/timeline/timeline'
import { dayWords } from '@/kit/when/when'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith, startAt } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { showCase } from '../../api'
import { happenings } from '../../case/case-words'
import { BackToPlatform } from '../../components/back-to-platform'
import { CaseNumbers } from '../../components/case-parts'
import { CutOff } from '../../components/cut-off'
import { ToCases } from '../../components/onward'
import './index.scss'

function Receipt({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <View className='sv-receipt__head'>
        <View className='sv-receipt__mark'>
          <Icon name='check' />
        </View>
        <Heading>提交成功</Heading>
        <View className='sv-receipt__name'>{detail.serviceName}</View>
        {detail.promisedDay ? (
          <View className='sv-receipt__promise'>承诺 {dayWords(detail.promisedDay)} 前办结</View>
        ) : null}
        {detail.promiseNote ? <View className='sv-receipt__note'>{detail.promiseNote}</View> : null}
      </View>
      {detail.deliveryNote ? <Notice>{detail.deliveryNote}</Notice> : null}
      <CaseNumbers detail={detail} />
      <Heading>接下来</Heading>
      <Card>
        <Timeline items={happenings(detail)} />
      </Card>
      <BackToPlatform />
      <View className='sv-receipt__note'>办理有变化会发消息给您，也可以随时在“我的办件”里查看。</View>
      <HelpLine about={{ kind: 'case', id: detail.id }} serviceId={detail.serviceId} />
    </>
  )
}

function ReceiptOf({ caseId }: { caseId: string }) {
  const detail = useLoad(() => signedIn(() => showCase(caseId)), [caseId])
  const bar = (
    <BottomBar>
      <Button kind='plain' onPress={() => startAt(HOME)}>
        返回首页
      </Button>
      <Button onPress={() => replaceWith(caseAt(caseId))}>查看进度</Button>
    </BottomBar>
  )
  return (
    <Page title='提交成功' bar={bar}>
      <ActingBanner />
      <StateView of={detail} skeleton='page' onward={<ToCases />}>
        {(data) => <Receipt detail={data} />}
      </StateView>
    </Page>
  )
}

export default function ReceiptPage() {
  const { caseId = '' } = usePageParams()
  if (!id.safeParse(caseId).success) return <CutOff title='提交成功' onward={<ToCases />} />
  return <ReceiptOf caseId={caseId} />
}
