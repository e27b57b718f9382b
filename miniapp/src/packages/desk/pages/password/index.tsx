import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { toast } from '@/platform/feedback'
import { changePassword } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { CodeInput } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { PasswordField } from '../../components/password-field'
import { useAct, wrongAt } from '../../components/use-act'

export default function PasswordPage() {
  return (
    <DeskPage title='修改密码'>
      {(me) => (
        <>
          {me.roles.length === 0 ? <Notice>账号已设置好。请联系安全管理员授予角色，之后重新登录。</Notice> : null}
          <ChangePassword login={me.login} />
        </>
      )}
    </DeskPage>
  )
}

function ChangePassword({ login }: { login: string }) {
  const { run, error, fields } = useAct()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [code, setCode] = useState('')
  const send = () =>
    run(async () => {
      await changePassword({ password, newPassword, code })
      setPassword('')
      setNewPassword('')
      setCode('')
      toast('密码已修改，其他地方的登录都已退出')
    })
  return (
    <DeskForm className='zj-desk__panel zj-desk__panel--narrow' label='修改密码' onSend={send}>
      <PasswordField
        name='old'
        label='现在的密码'
        required
        autoComplete='current-password'
        value={password}
        onChange={setPassword}
      />
      <PasswordField
        name='new'
        label='新密码'
        required
        autoComplete='new-password'
        chosenFor={login}
        value={newPassword}
        onChange={setNewPassword}
        {...wrongAt(fields, 'newPassword')}
      />
      <CodeInput value={code} onChange={setCode} {...wrongAt(fields, 'code')} />
      {error && Object.keys(fields).length === 0 ? (
        <Notice tone='error'>{error.code === 'sign_in_failed' ? '现在的密码或动态码不对。' : error.message}</Notice>
      ) : null}
      <Button narrow onPress={send}>
        修改密码
      </Button>
    </DeskForm>
  )
}
