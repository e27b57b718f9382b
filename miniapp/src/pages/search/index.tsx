import type { SearchGroup } from '@shared/contract/home'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { MESSAGES } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { SearchBox } from '@/kit/search-box/search-box'
import { useSettled } from '@/kit/settled/settled'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { goTo } from '@/platform/navigation'
import { useOwner } from '@/session/capacity'
import { pageAbout } from '../messages/page-about'
import { searchAll } from './api'
import './index.scss'

const TYPING_PAUSE_MS = 300

function Group({ group }: { group: SearchGroup }) {
  return (
    <>
      <Heading>{group.label}</Heading>
      <Card padded={false}>
        {group.items.map(({ id, title, note, leadsTo }) => (
          <Cell key={id} label={title} note={note} onPress={() => void goTo(leadsTo ? pageAbout(leadsTo) : MESSAGES)} />
        ))}
      </Card>
      {group.more ? <View className='search__more'>还有更多，多输几个字能找得更准。</View> : null}
    </>
  )
}

/** One search over everything: what is published, and what is mine. */
export default function SearchPage() {
  const [q, setQ] = useState('')
  const asked = useSettled(q, q === '' ? 0 : TYPING_PAUSE_MS).trim()
  const owner = useOwner()
  const found = useLoad(() => searchAll(asked, owner !== null), [asked, owner])
  return (
    <Page title='搜索'>
      <SearchBox value={q} onChange={setQ} placeholder='搜事项、大厅、办件，如“社保”' focused />
      {asked === '' ? (
        <Empty
          icon='search'
          title='想办什么，想找什么？'
          note='可以搜事项和大厅，登录后也可以搜自己的办件、证照和消息。说法、拼音、首字母都行。'
        />
      ) : (
        <StateView
          of={found}
          isEmpty={({ groups, missing }) => groups.length === 0 && missing.length === 0}
          empty={{
            ...{ icon: 'search', title: '没有找到', note: '换个说法试试，或者到“办事”里看全部事项。' },
            act: <HelpLine question={asked} />
          }}
        >
          {({ groups, missing }) => (
            <>
              {groups.map((group) => (
                <Group key={group.kind} group={group} />
              ))}
              {missing.length > 0 ? <Notice tone='warn'>{missing.join('、')}暂时搜不了，请稍后再试。</Notice> : null}
            </>
          )}
        </StateView>
      )}
    </Page>
  )
}
