import type { CertificateCheck } from '@shared/contract/certificates'
import { useState } from 'react'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { TextField } from '@/kit/text-field/text-field'
import { dayWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { usePageParams } from '@/platform/lifecycle'
import { checkCertificate } from '../../api'
import { checkWords, untilWords } from '../../words'

function Result({ check }: { check: CertificateCheck }) {
  if (check.state === 'unknown')
    return (
      <Notice tone='error' title={checkWords(check)}>
        请核对核验码。码没有错的话，这份证照不是由指尖办出具的，或者内容被改过。
      </Notice>
    )
  return (
    <>
      <Notice tone={check.state === 'valid' ? 'info' : 'error'} title={checkWords(check)}>
        {check.state === 'valid' ? '请核对证照上的内容和下面是否一致。' : '请不要再按有效证照使用。'}
      </Notice>
      <Card padded={false}>
        <Cell stacked label='证照' value={check.title ?? ''} />
        <Cell stacked label='持证人' value={check.holder ?? ''} />
        <Cell stacked label='颁发部门' value={check.department ?? ''} />
        {check.issuedOn ? <Cell stacked label='颁发日期' value={dayWords(check.issuedOn)} /> : null}
        <Cell stacked label='有效期至' value={untilWords(check.validUntil)} />
      </Card>
    </>
  )
}

/** 证照核验: for anybody who was handed a certificate; the QR code on the paper opens it with its code filled in. */
export default function CheckPage() {
  const { code = '' } = usePageParams()
  const [typed, setTyped] = useState(code)
  const [check, setCheck] = useState<CertificateCheck>()
  const [trouble, setTrouble] = useState('')
  const ask = async () => {
    setCheck(undefined)
    setTrouble(typed.trim().length < 4 ? '请填写证照上的核验码。' : '')
    if (typed.trim().length < 4) return
    try {
      setCheck(await checkCertificate(typed.trim()))
    } catch (caught) {
      setTrouble(asCallError(caught).message)
    }
  }
  return (
    <Page
      title='证照核验'
      bar={
        <BottomBar>
          <Button onPress={ask}>核验</Button>
        </BottomBar>
      }
    >
      <Card>
        <TextField
          name='code'
          label='核验码'
          hint='证照“核验”一栏里的 16 位字母和数字'
          required
          value={typed}
          maxLength={24}
          error={trouble}
          onChange={(value) => {
            setTyped(value)
            setTrouble('')
          }}
        />
      </Card>
      {check ? <Result check={check} /> : null}
    </Page>
  )
}
