import { codeInLink } from '@shared/values/code-in-link'
import { useState } from 'react'
import { applyFor } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { CAN_SCAN, scanCode } from '@/platform/scan-code'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { takeRelay } from '../../relay-api'

const WRONG = '这个接力码不对、已经用过或者过了十分钟，也可能是在别人的账户里填的。请在原来的手机上换一个码。'

/** Takes the code and opens the draft; says at the field what was wrong. */
function useTake(first: string) {
  const [code, setCode] = useState(first)
  const [wrong, setWrong] = useState('')
  const take = async (text: string) => {
    const typed = codeInLink(text)
    setCode(typed)
    setWrong(typed === '' ? '请填写接力码。' : '')
    if (typed === '') return
    try {
      const serviceId = await signedIn(() => takeRelay(typed))
      await replaceWith(applyFor(serviceId))
    } catch (caught) {
      const error = asCallError(caught)
      setWrong(error.code === 'not_found' || error.code === 'bad_request' ? WRONG : error.message)
    }
  }
  const edit = (text: string) => {
    setCode(text)
    setWrong('')
  }
  return { code, wrong, take, edit }
}

/** 接力码 on another phone of the same person: typed, scanned, or come with the link of its QR code. */
export default function RelayPage() {
  const { code: given = '' } = usePageParams()
  const { code, wrong, take, edit } = useTake(given)
  const scan = async () => {
    const read = await scanCode()
    if (read !== null) await take(read)
  }
  return (
    <Page
      title='用接力码继续填'
      bar={
        <BottomBar>
          {CAN_SCAN ? (
            <Button kind='plain' onPress={scan}>
              扫一扫
            </Button>
          ) : null}
          <Button onPress={() => take(code)}>继续填写</Button>
        </BottomBar>
      }
    >
      <ActingBanner />
      <Card>
        <TextField
          name='relay'
          label='接力码'
          hint='另一部手机上的 8 位字母和数字'
          required
          value={code}
          maxLength={200}
          error={wrong}
          onChange={edit}
        />
      </Card>
      <Notice>
        在另一部手机的申请表里点“换手机填，或请窗口帮忙”，就会出现接力码。两部手机要用同一个账户登录；已经填的内容和上传的材料都会带过来。
      </Notice>
    </Page>
  )
}
