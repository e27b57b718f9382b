import { rightsRoutes } from '@shared/contract/rights'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { toast } from '@/platform/feedback'
import { type HandedOut, handOut, sendOn, takeBack } from '@/platform/handed-out'
import { LevelFirst } from '@/session/level-first'
import { withLevel } from '@/session/step-up'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import './index.scss'

const FILES = [
  {
    route: rightsRoutes.exportMyPage,
    title: '可以阅读和打印的网页',
    name: '我的数据.html',
    type: 'text/html;charset=utf-8',
    note: '用浏览器打开就能看，内容没有打码。'
  },
  {
    route: rightsRoutes.exportMyData,
    title: '程序能读的文件（JSON）',
    name: '我的数据.json',
    type: 'application/json',
    note: '可以交给别的系统使用。'
  }
] as const

/** One form of the export: prepared after a fresh check, then taken away. */
function ExportFile({ route, title, name, type, note }: (typeof FILES)[number]) {
  const { error, run } = useAct()
  const [ready, setReady] = useState<HandedOut | null>(null)
  useEffect(() => () => (ready ? takeBack(ready) : undefined), [ready])
  const prepare = () =>
    run(async () => {
      const made = await withLevel(() => handOut(route, name, type))
      if (made.place === undefined) toast('已经保存到浏览器的下载里')
      else setReady(made)
    })
  const send = async () => {
    if (!ready) return
    if (await sendOn(ready)) toast('已经发送')
    setReady(null)
  }
  return (
    <Card>
      <Heading>{title}</Heading>
      <View className='export__note'>{note}</View>
      <ActError error={error} />
      {ready ? <Button onPress={send}>发送到微信聊天</Button> : null}
      {ready ? null : (
        <Button kind='plain' label={`生成${title}`} onPress={prepare}>
          生成
        </Button>
      )}
    </Card>
  )
}

/** 导出我的数据 (PIPL art. 45). */
export default function ExportPage() {
  return (
    <Page title='导出我的数据'>
      <LevelFirst needed='phone' why='导出前要确认是您本人，请先绑定手机号。'>
        <Notice tone='warn'>
          文件里有您没有打码的个人信息，请妥善保管，不要发给别人。生成前会请您再次验证是您本人。
        </Notice>
        {FILES.map((file) => (
          <ExportFile key={file.name} {...file} />
        ))}
      </LevelFirst>
    </Page>
  )
}
