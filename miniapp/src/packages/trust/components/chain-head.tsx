import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { StateView } from '@/kit/state-view/state-view'
import { dateWords } from '@/kit/when/when'
import { toast } from '@/platform/feedback'
import { copyText } from '@/platform/share'
import { type Head, showHead } from '../api'
import './chain-head.scss'

function HeadFacts({ head }: { head: NonNullable<Head> }) {
  const copy = async () => {
    const done = await copyText(JSON.stringify(head))
    toast(done ? '已复制，您可以自己保存' : '没有复制成功')
  }
  return (
    <>
      <Card padded={false}>
        <Cell stacked label='封存日期' value={dateWords(head.day)} />
        <Cell stacked label='封存到第几条' value={String(head.position)} />
        <Cell stacked label='校验值' value={<View className='tr-hash'>{head.hash}</View>} />
      </Card>
      <Button kind='plain' onPress={copy}>
        复制封存记录
      </Button>
    </>
  )
}

/** Why nobody can change or leave out a read afterwards, and the newest signed head for whoever wants to keep it. */
export function ChainHead() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Heading>这份记录怎样防止改动</Heading>
      <Card>
        每一次查看都按顺序登记，后一条带着前一条的校验值，像链条一样扣在一起：改动或删掉任何一条，后面的校验值都会对不上。每天的最后一条用国密
        SM2 签名封存，存放在数据库之外。
      </Card>
      {open ? (
        <OpenHead />
      ) : (
        <Button kind='plain' onPress={() => setOpen(true)}>
          查看最新的封存记录
        </Button>
      )}
    </>
  )
}

function OpenHead() {
  const head = useLoad(async () => ({ head: await showHead() }), [])
  return (
    <StateView of={head} skeleton='page' isEmpty={(data) => data.head === null} empty={{ title: '还没有封存记录' }}>
      {(data) => (data.head ? <HeadFacts head={data.head} /> : null)}
    </StateView>
  )
}
