import type { Account } from '@shared/contract/desk'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { confirm } from '@/platform/feedback'
import { invitationLink } from '../../addresses'
import { disableAccount, listAccounts, resetAccount } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { InviteForm } from '../../components/invite-form'
import { Table } from '../../components/table'
import { useAct } from '../../components/use-act'
import { ACCOUNT_STATES, minuteInWords, rolesInWords } from '../../words'

export default function AccountsPage() {
  return (
    <DeskPage title='账号管理' roles={['system']}>
      {(me) => <Accounts own={me.staffId} />}
    </DeskPage>
  )
}

type Invited = { account: Account; token: string; endsAt: string }

function Accounts({ own }: { own: string }) {
  const accounts = useLoad(listAccounts, [])
  const [invited, setInvited] = useState<Invited>()
  const { run, error } = useAct()
  const took = async (made: Invited | undefined) => {
    if (!made) return
    setInvited(made)
    await accounts.reload()
  }
  const reset = async (account: Account) => {
    const sure = await confirm({
      title: `重置 ${account.login}？`,
      text: '密码、验证器和全部角色都会清除，对方要用新链接重新设置，再由安全管理员授权。',
      yes: '重置',
      danger: true
    })
    if (sure) await run(async () => took(await resetAccount(account.id)))
  }
  const disable = async (account: Account) => {
    const sure = await confirm({
      title: `停用 ${account.login}？`,
      text: '对方会立即退出，手上的任务放回队列。',
      yes: '停用',
      danger: true
    })
    if (sure) await run(async () => (await disableAccount(account.id)) && accounts.reload())
  }
  const actsFor = (account: Account) =>
    account.id === own ? (
      '本人'
    ) : (
      <div className='zj-desk__acts'>
        <Button kind='plain' narrow label={`重置 ${account.login}`} onPress={() => reset(account)}>
          重置
        </Button>
        {account.state === 'disabled' ? null : (
          <Button kind='danger' narrow label={`停用 ${account.login}`} onPress={() => disable(account)}>
            停用
          </Button>
        )}
      </div>
    )
  return (
    <StateView of={accounts}>
      {({ items, departments }) => (
        <>
          <InviteForm departments={departments} done={took} />
          {invited ? <Link invited={invited} /> : null}
          {error ? <Notice tone='error'>{error.message}</Notice> : null}
          <Table
            caption='全部账号'
            heads={['登录名', '姓名', '岗位', '部门', '角色', '状态', '最近登录', '操作']}
            rows={items.map((account) => ({
              key: account.id,
              cells: [
                account.login,
                account.name ?? '未设置',
                account.title,
                account.departmentName,
                rolesInWords(account.roles),
                ACCOUNT_STATES[account.state],
                account.lastSeenAt ? minuteInWords(account.lastSeenAt) : '从未',
                actsFor(account)
              ]
            }))}
          />
        </>
      )}
    </StateView>
  )
}

function Link({ invited }: { invited: Invited }) {
  return (
    <section className='zj-desk__panel' aria-label='邀请链接' role='status'>
      <p>
        请把下面的链接当面或用可靠的方式交给 {invited.account.login} 本人。只显示这一次，只能用一次，
        {minuteInWords(invited.endsAt)} 前有效。
      </p>
      <p className='zj-desk__mono'>{invitationLink(invited.token)}</p>
    </section>
  )
}
