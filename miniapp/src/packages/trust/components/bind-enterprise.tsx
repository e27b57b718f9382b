import type { Enterprise } from '@shared/contract/mandates'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { bindEnterprise } from '../api'
import { doubtAbout } from '../mandates/credit-code-doubt'
import './lines.scss'

/** Binding by 统一社会信用代码: the register decides, a wrong check character only warns. */
export function BindEnterprise({ onBound }: { onBound: (bound: Enterprise) => void }) {
  const [code, setCode] = useState('')
  const [left, setLeft] = useState(false)
  const [refused, setRefused] = useState('')
  const doubt = doubtAbout(code)
  const bind = async () => {
    setLeft(true)
    setRefused('')
    if (doubt?.certain) return
    try {
      const bound = await bindEnterprise(code)
      setCode('')
      setLeft(false)
      toast(`已绑定${bound.name}`)
      onBound(bound)
    } catch (caught) {
      const error = asCallError(caught)
      setRefused(error.fields?.creditCode ?? error.message)
    }
  }
  return (
    <Card>
      <TextField
        name='credit-code'
        label='统一社会信用代码'
        hint='营业执照上的 18 位代码；只有登记的法定代表人本人可以绑定。'
        required
        value={code}
        maxLength={24}
        onChange={(value) => {
          setCode(value)
          setRefused('')
        }}
        onLeave={() => setLeft(code !== '')}
        error={left && doubt?.certain ? doubt.words : undefined}
      />
      {left && doubt && !doubt.certain ? (
        <Notice tone='warn' title='请再核对一次'>
          {doubt.words}。少数企业的代码不合校验规则，确认无误可以继续绑定。
        </Notice>
      ) : null}
      {refused ? (
        <Notice tone='error' title='没有绑定成功'>
          {refused}
        </Notice>
      ) : null}
      <View>
        <Button onPress={bind}>核对并绑定</Button>
      </View>
    </Card>
  )
}
