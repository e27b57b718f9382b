import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { invite } from '../api'
import { DeskForm } from './desk-form'
import { DeskInput, DeskSelect } from './desk-input'
import { useAct, wrongAt } from './use-act'

interface InviteFormProps {
  departments: readonly { id: string; name: string }[]
  done: (made: Awaited<ReturnType<typeof invite>>) => Promise<void>
}

/** A new account without roles; the security administrator gives them once the person has set it up. */
export function InviteForm({ departments, done }: InviteFormProps) {
  const { run, error, fields } = useAct()
  const [login, setLogin] = useState('')
  const [title, setTitle] = useState('')
  const [department, setDepartment] = useState('')
  const send = () =>
    run(async () => {
      const made = await invite({ login: login.trim(), title, department })
      await done(made)
      if (made) setLogin('')
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='invite-title'>
      <h2 id='invite-title'>新建账号</h2>
      <DeskForm label='新建账号' onSend={send}>
        <div className='zj-desk__line'>
          <DeskInput
            name='new-login'
            label='登录名'
            required
            value={login}
            onChange={setLogin}
            {...wrongAt(fields, 'login')}
          />
          <DeskInput
            name='new-title'
            label='岗位'
            required
            value={title}
            onChange={setTitle}
            {...wrongAt(fields, 'title')}
          />
          <DeskSelect
            name='new-department'
            label='部门'
            required
            value={department}
            onChange={setDepartment}
            options={departments.map(({ id, name }) => ({ value: id, label: name }))}
            {...wrongAt(fields, 'department')}
          />
          <Button narrow onPress={send}>
            建账号并邀请
          </Button>
        </div>
        <p className='zj-desk__note'>岗位和部门会出现在市民的“谁看过我的数据”里，姓名不会。</p>
      </DeskForm>
      {error && Object.keys(fields).length === 0 ? <Notice tone='error'>{error.message}</Notice> : null}
    </section>
  )
}
