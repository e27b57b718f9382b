import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { Page } from '@/kit/page/page'
import { TextArea } from '@/kit/text-area/text-area'
import { tell } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { goBack } from '@/platform/navigation'
import { LevelFirst } from '@/session/level-first'
import { withLevel } from '@/session/step-up'
import { askCorrection } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import { CORRECTION_NAMES } from '../../identity-words'

type What = keyof typeof CORRECTION_NAMES
const WHAT = (['name', 'certificate', 'phone', 'case', 'other'] satisfies What[]).map((value) => ({
  value,
  label: CORRECTION_NAMES[value]
}))

const SHORTEST = 5

function Correction() {
  const { error, run } = useAct()
  const [what, setWhat] = useState<What | ''>('')
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<{ what?: string; text?: string }>({})
  // the same words go out under the same key, however often they are sent
  const [key, setKey] = useState(freshKey)
  const submit = async () => {
    const short = text.trim().length < SHORTEST
    setWrong({
      ...(what === '' ? { what: '请选择哪一项不对。' } : {}),
      ...(short ? { text: '请写清楚哪里不对、应该是什么，至少五个字。' } : {})
    })
    if (what === '' || short) return
    const sent = await run(
      () => withLevel(() => askCorrection({ what, text: text.trim() }, key)),
      ({ code }) => {
        if (code === 'idempotency_key_reused') setKey(freshKey())
        return false
      }
    )
    if (!sent) return
    await tell('已经收到', '工作人员核实后，会在“消息”里答复您。')
    await goBack()
  }
  return (
    <Card>
      <ChoiceField
        name='what'
        label='哪一项不对'
        required
        options={WHAT}
        value={what}
        onChange={(value) => setWhat(WHAT.find((one) => one.value === value)?.value ?? '')}
        {...(wrong.what ? { error: wrong.what } : {})}
      />
      <TextArea
        name='text'
        label='说明'
        required
        hint='哪里不对，应该是什么。请不要写完整的证件号码。'
        value={text}
        maxLength={500}
        onChange={setText}
        {...(wrong.text ? { error: wrong.text } : {})}
      />
      <ActError error={error} />
      <Button onPress={submit}>提交</Button>
    </Card>
  )
}

/** 更正信息 (PIPL art. 46). */
export default function CorrectionPage() {
  return (
    <Page title='更正信息'>
      <LevelFirst needed='phone' why='绑定手机号后，我们才能联系到您核实。'>
        <Correction />
      </LevelFirst>
    </Page>
  )
}
