import type { Institution } from '@shared/contract/institutions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { PickerField } from '@/kit/picker-field/picker-field'
import { SearchBox } from '@/kit/search-box/search-box'
import { useSettled } from '@/kit/settled/settled'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { dial } from '@/platform/navigation'
import { type Institutions, listInstitutions } from '../../api'
import '../../components/halls.scss'

const TYPING_PAUSE_MS = 300

function InstitutionCard({ institution }: { institution: Institution }) {
  const { name, kind, street, services, beds, address, phone } = institution
  return (
    <Card padded={false}>
      <Cell label={name} note={`${kind}，${street.name}`} />
      <Cell stacked label='提供的服务' value={services.join('、')} />
      {beds === null ? null : <Cell label='床位' value={`${beds} 张`} />}
      <Cell stacked label='地址' value={address ?? '待核，请以民政部门公布为准'} />
      {phone === null ? (
        <Cell stacked label='电话' value='待核，请以民政部门公布为准' />
      ) : (
        <Button kind='plain' label={`拨打 ${name} ${phone}`} onPress={() => dial(phone)}>
          拨打 {phone}
        </Button>
      )}
    </Card>
  )
}

/** 养老机构名录 by street or words; with a street in the address, that street's. */
export default function InstitutionsPage() {
  const { street: asked = '' } = usePageParams()
  const [wish, setWish] = useState({ q: '', street: /^\d{9}$/.test(asked) ? asked : '' })
  const [streets, setStreets] = useState<Institutions['streets']>([])
  const { q, street } = useSettled(wish, wish.q === '' ? 0 : TYPING_PAUSE_MS)
  const found = useLoad(async () => {
    const reply = await listInstitutions({
      ...(q.trim() === '' ? {} : { q: q.trim() }),
      ...(street === '' ? {} : { street })
    })
    setStreets(reply.streets)
    return reply
  }, [q, street])
  usePullToRefresh(found)
  return (
    <Page title='养老机构'>
      <SearchBox
        value={wish.q}
        onChange={(typed) => setWish({ ...wish, q: typed })}
        placeholder='搜名称或服务，如“助餐”'
      />
      <View className='ha-street'>
        <PickerField
          compact
          name='street'
          label='街道'
          kind='selector'
          placeholder='全部街道'
          options={streets.map(({ code, name }) => ({ value: code, label: name }))}
          value={wish.street}
          onChange={(chosen) => setWish({ ...wish, street: chosen })}
        />
      </View>
      <StateView
        of={found}
        isEmpty={({ items }) => items.length === 0}
        empty={{ icon: 'search', title: '没有找到', note: '换个说法试试，或者清空条件看全部街道。' }}
      >
        {({ items }) => (
          <>
            {items.some(({ source }) => !source.read) ? (
              <Notice tone='warn'>示例数据，以主管部门发布为准。</Notice>
            ) : null}
            {items.map((one) => (
              <InstitutionCard key={one.id} institution={one} />
            ))}
          </>
        )}
      </StateView>
    </Page>
  )
}
