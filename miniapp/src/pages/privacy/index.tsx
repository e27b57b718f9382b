import { noticesRoutes, type Terms, termsId } from '@shared/contract/notices'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Failed } from '@/kit/state-view/state-view'
import { dateWords } from '@/kit/when/when'
import { call } from '@/platform/call'
import { usePageParams } from '@/platform/lifecycle'
import './index.scss'
import { KEPT_POINTS } from './kept-terms'

const TITLES = { privacy: '隐私政策', service: '服务协议' } as const

function Sections({ sections }: Pick<Terms, 'sections'>) {
  return (
    <>
      {sections.map(({ heading, paragraphs }) => (
        <Card key={heading}>
          <Heading>{heading}</Heading>
          {paragraphs.map((text) => (
            <View key={text} className='terms__line'>
              {text}
            </View>
          ))}
        </Card>
      ))}
    </>
  )
}

function Shown({ terms }: { terms: Terms }) {
  return (
    <>
      <View className='terms__note'>
        版本 {terms.version}，{dateWords(terms.effective)}起施行{terms.note ? `（${terms.note}）` : ''}
      </View>
      <Sections sections={terms.sections} />
    </>
  )
}

/** 隐私政策 or 服务协议 in force; without a network the main points of the former. */
export default function PrivacyPage() {
  const asked = termsId.safeParse(usePageParams().termsId).data ?? 'privacy'
  const terms = useLoad(() => call(noticesRoutes.showTerms, { params: { termsId: asked } }), [asked])
  return (
    <Page title={TITLES[asked]} undisturbed>
      {terms.state === 'loading' ? <Skeleton shape='page' /> : null}
      {terms.state === 'ready' ? <Shown terms={terms.data} /> : null}
      {terms.state === 'error' && asked === 'service' ? <Failed error={terms.error} onRetry={terms.reload} /> : null}
      {terms.state === 'error' && asked === 'privacy' ? (
        <>
          <Notice tone='warn' title='全文没有载入'>
            下面是要点。{terms.error.message}
          </Notice>
          <Sections sections={KEPT_POINTS} />
          <Button kind='plain' onPress={terms.reload}>
            载入全文
          </Button>
        </>
      ) : null}
    </Page>
  )
}
