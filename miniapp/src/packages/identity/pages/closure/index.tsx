import type { Closure } from '@shared/contract/rights'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { caseAt, EXPORT } from '@/addresses'
import { AgreementField } from '@/kit/agreement-field/agreement-field'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { type Load, useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { instantWords } from '@/kit/when/when'
import { confirm, toast } from '@/platform/feedback'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { SignInFirst } from '@/session/sign-in-first'
import { withLevel } from '@/session/step-up'
import { closeAccount, keepAccount, showClosure } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import './index.scss'

const MEANING =
  '注销后，账户和个人信息不能恢复：草稿、授权、代办关系和登录全部失效，保护信息的密钥在二十四小时内销毁。提交后有十二个小时可以反悔。'

function OpenCases({ openCases }: Pick<Closure, 'openCases'>) {
  return (
    <>
      <Notice tone='warn' title='还不能注销'>
        下面的办件部门正在办理，办结后才能注销账户。
      </Notice>
      <Card padded={false}>
        {openCases.map(({ id, number, serviceName }) => (
          <Cell key={id} label={serviceName} note={`办件编号 ${number}`} onPress={() => void goTo(caseAt(id))} />
        ))}
      </Card>
    </>
  )
}

function Kept({ kept }: Pick<Closure, 'kept'>) {
  if (kept.length === 0) return null
  return (
    <>
      <Heading>依法要留下的</Heading>
      <Card>
        <View>下面的内容法律要求保存。注销后会另行封存，只有审计人员说明理由后才能查看。</View>
        {kept.map(({ what, basis, period }) => (
          <View key={what} className='closure__kept'>
            {what}：{period}（{basis}）
          </View>
        ))}
      </Card>
    </>
  )
}

function Ask({ of }: { of: Load<Closure> }) {
  const { error, run } = useAct()
  const [understood, setUnderstood] = useState(false)
  const [wrong, setWrong] = useState('')
  const close = async () => {
    setWrong(understood ? '' : '请先阅读并勾选。')
    if (!understood) return
    const sure = await confirm({ title: '注销账户？', text: '十二个小时内可以反悔。', yes: '注销', danger: true })
    if (!sure) return
    await run(async () => {
      const next = await withLevel(closeAccount)
      of.amend(() => next)
    })
  }
  return (
    <>
      <Card>
        <AgreementField
          name='understood'
          label='注销须知'
          required
          text={MEANING}
          value={understood}
          onChange={setUnderstood}
          {...(wrong ? { error: wrong } : {})}
        />
        <ActError error={error} />
        <Button kind='danger' onPress={close}>
          注销账户
        </Button>
      </Card>
      <Card padded={false}>
        <Cell label='先导出我的数据' onPress={() => void goTo(EXPORT)} />
      </Card>
    </>
  )
}

function Waiting({ of, dueAt }: { of: Load<Closure>; dueAt: string | null }) {
  const { error, run } = useAct()
  const keep = () =>
    run(async () => {
      const next = await keepAccount()
      of.amend(() => next)
      toast('账户已保留')
    })
  return (
    <>
      <Notice tone='warn' title='账户正在注销'>
        {dueAt ? `最迟 ${instantWords(dueAt)} 完成。` : ''}在那以前可以反悔，账户和内容都会保留。
      </Notice>
      <ActError error={error} />
      <Button onPress={keep}>不注销了</Button>
    </>
  )
}

function Close() {
  const closure = useLoad(showClosure, [])
  useCameBack(() => void closure.reload())
  return (
    <StateView of={closure} skeleton='page'>
      {({ state, dueAt, openCases, kept }) => (
        <>
          {state === 'waiting' ? (
            <Waiting of={closure} dueAt={dueAt} />
          ) : openCases.length > 0 ? (
            <OpenCases openCases={openCases} />
          ) : (
            <Ask of={closure} />
          )}
          <Kept kept={kept} />
        </>
      )}
    </StateView>
  )
}

/** 注销. */
export default function ClosurePage() {
  return (
    <Page title='注销账户'>
      <SignInFirst why='登录后才能注销账户。'>
        <Close />
      </SignInFirst>
    </Page>
  )
}
