import { type Account, mayHold, ROLES, type Role, role } from '@shared/contract/desk'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { toast } from '@/platform/feedback'
import { scrollTo } from '@/platform/navigation'
import { assignRoles, listRoles } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { useAct } from '../../components/use-act'
import { ACCOUNT_STATES, rolesInWords } from '../../words'

const EVERY_ROLE: readonly Role[] = role.options

export default function RolesPage() {
  return (
    <DeskPage title='角色授权' roles={['security']}>
      {(me) => <Roles own={me.staffId} />}
    </DeskPage>
  )
}

function Roles({ own }: { own: string }) {
  const accounts = useLoad(listRoles, [])
  const [chosen, setChosen] = useState<Account>()
  const done = async () => {
    setChosen(undefined)
    await accounts.reload()
  }
  const actFor = (account: Account) => {
    if (account.id === own) return '本人'
    if (account.state !== 'active') return '本人设置后才能授权'
    return (
      <Button kind='plain' narrow label={`授权 ${account.login}`} onPress={() => setChosen(account)}>
        授权
      </Button>
    )
  }
  return (
    <StateView of={accounts}>
      {({ items }) => (
        <>
          {chosen ? <Assign key={chosen.id} account={chosen} done={done} /> : null}
          <Table
            caption='账号和角色'
            heads={['登录名', '姓名', '岗位', '部门', '角色', '状态', '操作']}
            rows={items.map((account) => ({
              key: account.id,
              cells: [
                account.login,
                account.name ?? '未设置',
                account.title,
                account.departmentName,
                rolesInWords(account.roles),
                ACCOUNT_STATES[account.state],
                actFor(account)
              ]
            }))}
          />
        </>
      )}
    </StateView>
  )
}

function Assign({ account, done }: { account: Account; done: () => Promise<void> }) {
  const [roles, setRoles] = useState<Role[]>(account.roles)
  const { run, error, fields } = useAct()
  const allowed = mayHold(roles)
  const toggle = (one: Role) =>
    setRoles((held) => (held.includes(one) ? held.filter((other) => other !== one) : [...held, one]))
  const save = () =>
    run(async () => {
      if (!(await assignRoles(account.id, roles))) return
      toast('已授权，对方需要重新登录')
      await done()
    })
  return (
    <section className='zj-desk__panel' id='assign' aria-labelledby='assign-title' ref={() => scrollTo('assign')}>
      <h2 id='assign-title'>
        给 {account.login}（{account.name}）授权
      </h2>
      <fieldset className='zj-desk__choices zj-desk__choices--beside'>
        <legend>角色</legend>
        {EVERY_ROLE.map((one) => (
          <label key={one} className='zj-desk__choice'>
            <input
              className='zj-desk__tick'
              type='checkbox'
              checked={roles.includes(one)}
              onChange={() => toggle(one)}
            />
            {ROLES[one]}
          </label>
        ))}
      </fieldset>
      {allowed ? null : <Notice tone='warn'>系统、安全、审计三种管理员互相分开，也不能兼任业务岗位。</Notice>}
      {error ? <Notice tone='error'>{fields.roles ?? error.message}</Notice> : null}
      <div className='zj-desk__acts'>
        <Button kind='plain' narrow onPress={done}>
          取消
        </Button>
        <Button narrow disabled={!allowed} onPress={save}>
          保存授权
        </Button>
      </div>
    </section>
  )
}
