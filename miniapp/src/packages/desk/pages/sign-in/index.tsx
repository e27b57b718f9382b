import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { usePageParams, useShown } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { backTo } from '../../addresses'
import { signIn } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { CodeInput, DeskInput } from '../../components/desk-input'
import { Outside } from '../../components/desk-page'
import { PasswordField } from '../../components/password-field'
import { useAct } from '../../components/use-act'
import { startDesk, useDeskSession } from '../../desk-session'

export default function SignInPage() {
  const { to, ended } = usePageParams()
  const session = useDeskSession()
  const { run, error } = useAct()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  useShown(() => void startDesk())
  useEffect(() => {
    if (session.state === 'signed-in') void replaceWith(backTo(to, session.me.roles))
  }, [session, to])
  const send = () => run(() => signIn({ login: login.trim(), password, code }))
  return (
    <Outside title='登录'>
      {ended && !error ? <Notice>您已退出工作台，请重新登录，之后回到刚才的页面。</Notice> : null}
      {error ? (
        <Notice tone='error'>
          {error.code === 'sign_in_failed' ? '登录名、密码或动态码不对，请核对后再试。' : error.message}
        </Notice>
      ) : null}
      <DeskForm label='登录' onSend={send}>
        <DeskInput name='login' label='登录名' required autoComplete='username' value={login} onChange={setLogin} />
        <PasswordField
          name='password'
          label='密码'
          required
          autoComplete='current-password'
          value={password}
          onChange={setPassword}
        />
        <CodeInput hint='验证器应用里的 6 位数字，每个只能用一次。' value={code} onChange={setCode} />
        <Button onPress={send}>登录</Button>
      </DeskForm>
    </Outside>
  )
}
