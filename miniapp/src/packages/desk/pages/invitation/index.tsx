import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { homeOf } from '../../addresses'
import { acceptInvitation, openInvitation } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { CodeInput, DeskInput } from '../../components/desk-input'
import { Outside } from '../../components/desk-page'
import { PasswordField } from '../../components/password-field'
import { QrCode } from '../../components/qr-code'
import { useAct, wrongAt } from '../../components/use-act'

type Offer = Awaited<ReturnType<typeof openInvitation>>

export default function InvitationPage() {
  const { token = '' } = usePageParams()
  const offer = useLoad(() => openInvitation(token), [token])
  return (
    <Outside title='设置工作台账号'>
      {offer.state === 'error' && ['not_found', 'bad_request'].includes(offer.error.code) ? (
        <Notice tone='warn' title='这个邀请链接不能用了'>
          链接只能用一次，24 小时内有效。请联系系统管理员重新发送。
        </Notice>
      ) : (
        <StateView of={offer}>{(data) => <SetUp token={token} offer={data} />}</StateView>
      )}
    </Outside>
  )
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

function SecondFactor({ offer }: { offer: Offer }) {
  return (
    <section aria-label='绑定验证器'>
      <p>用手机上的验证器应用（支持 TOTP 的都可以）扫描二维码。</p>
      <div className='zj-desk__qr'>
        <QrCode text={offer.otpauth} label='绑定验证器的二维码' />
        <div>
          <p>不能扫码时手工输入密钥：</p>
          <p className='zj-desk__mono'>{inFours(offer.secret)}</p>
          <p>
            <a className='zj-desk__link' href={offer.otpauth}>
              在这台设备的验证器中打开
            </a>
          </p>
        </div>
      </div>
    </section>
  )
}

function SetUp({ token, offer }: { token: string; offer: Offer }) {
  const { run, error, fields } = useAct()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [code, setCode] = useState('')
  const differs = again !== '' && again !== password
  const send = () =>
    run(async () => {
      if (again !== password) return
      const me = await acceptInvitation({ token, name, password, code })
      await replaceWith(homeOf(me.roles))
    })
  const wrongCode =
    error?.code === 'code_wrong' ? { error: '动态码不对，请核对手机时间后用下一个再试。' } : wrongAt(fields, 'code')
  return (
    <DeskForm label='设置账号' onSend={send}>
      <dl className='zj-desk__facts'>
        <dt>登录名</dt>
        <dd>{offer.login}</dd>
        <dt>岗位</dt>
        <dd>
          {offer.title} · {offer.departmentName}
        </dd>
      </dl>
      <DeskInput
        name='name'
        label='姓名'
        required
        autoComplete='name'
        value={name}
        onChange={setName}
        {...wrongAt(fields, 'name')}
      />
      <PasswordField
        name='password'
        label='密码'
        required
        autoComplete='new-password'
        chosenFor={offer.login}
        value={password}
        onChange={setPassword}
        {...wrongAt(fields, 'password')}
      />
      <PasswordField
        name='again'
        label='再输一次密码'
        required
        autoComplete='new-password'
        value={again}
        onChange={setAgain}
        {...(differs ? { error: '两次输入的密码不一样。' } : {})}
      />
      <SecondFactor offer={offer} />
      <CodeInput value={code} onChange={setCode} {...wrongCode} />
      {error && error.code !== 'code_wrong' && Object.keys(fields).length === 0 ? (
        <Notice tone='error'>{error.message}</Notice>
      ) : null}
      <Button onPress={send}>完成设置并登录</Button>
    </DeskForm>
  )
}
