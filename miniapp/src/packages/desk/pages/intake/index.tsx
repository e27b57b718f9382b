import { PRESENCES, type Presence } from '@shared/contract/intakes'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { useWatched } from '@/platform/watched'
import { deskCaseAt } from '../../addresses'
import { listIntakeItems, openIntake } from '../../api'
import { BackLink } from '../../components/back-link'
import { DeskForm } from '../../components/desk-form'
import { DeskInput, DeskSelect } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { IntakeForm } from '../../components/intake-form'
import { useAct, wrongAt } from '../../components/use-act'
import { beginIntake, giveUpIntake, intakeWork, resumeIntake } from '../../intake-work'

export default function IntakePage() {
  return (
    <DeskPage title='窗口录入' roles={['clerk', 'reviewer', 'head']}>
      {() => <WalkIn />}
    </DeskPage>
  )
}

function WalkIn() {
  const work = useWatched(intakeWork)
  const [done, setDone] = useState<{ caseId: string; number: string } | null>(null)
  if (done)
    return (
      <section className='zj-desk__panel' aria-labelledby='intake-done'>
        <h2 id='intake-done'>已提交</h2>
        <p>
          办件编号 <span className='zj-desk__mono'>{done.number}</span>
          。请告诉本人：用自己的手机登录并实名后，在“我的办件”里能看到进度。
        </p>
        <div className='zj-desk__acts zj-desk__part'>
          <Button narrow onPress={() => setDone(null)}>
            录入下一位
          </Button>
        </div>
        <BackLink to={deskCaseAt(done.caseId)}>查看这个办件</BackLink>
      </section>
    )
  if (!work) return <Begin />
  return (
    <IntakeForm
      key={work.key}
      work={work}
      onLeave={giveUpIntake}
      onDone={(handedIn) => {
        setDone(handedIn)
        intakeWork.set(null)
      }}
    />
  )
}

/** What this clerk has open comes back first: the page may have been loaded anew. */
async function comeBack() {
  const [items] = await Promise.all([listIntakeItems(), resumeIntake()])
  return items
}

function Begin() {
  const items = useLoad(comeBack, [])
  return (
    <StateView
      of={items}
      isEmpty={(data) => data.items.length === 0}
      empty={{ title: '没有可以录入的事项', note: '本部门还没有能在线提交的事项，或者都暂停了。' }}
    >
      {(data) => <CardForm services={data.items} />}
    </StateView>
  )
}

const PRESENCE_CHOICES = Object.entries(PRESENCES).map(([value, label]) => ({ value, label }))
const isPresence = (value: string): value is Presence => value in PRESENCES

function CardForm({ services }: { services: { id: string; name: string }[] }) {
  const [serviceId, setServiceId] = useState('')
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [presence, setPresence] = useState<Presence | ''>('')
  const { run, error, fields } = useAct()
  const begin = () =>
    run(async () => {
      if (!presence) return
      const card = { serviceId, name, idNumber, presence }
      beginIntake(await openIntake(card), card)
    })
  return (
    <DeskForm label='核对身份' className='zj-desk__panel' onSend={begin}>
      <h2>核对身份</h2>
      <DeskSelect
        name='serviceId'
        label='事项'
        required
        value={serviceId}
        onChange={setServiceId}
        options={services.map(({ id, name: label }) => ({ value: id, label }))}
        {...wrongAt(fields, 'serviceId')}
      />
      <DeskSelect
        name='presence'
        label='核对方式'
        required
        value={presence}
        onChange={(value) => setPresence(isPresence(value) ? value : '')}
        options={PRESENCE_CHOICES}
      />
      <DeskInput
        name='name'
        label='姓名'
        hint='照身份证原件填写。'
        required
        value={name}
        onChange={setName}
        {...wrongAt(fields, 'name')}
      />
      <DeskInput
        name='idNumber'
        label='身份证号码'
        hint='向公安部门核对，姓名和号码要一致。'
        required
        value={idNumber}
        onChange={setIdNumber}
        {...wrongAt(fields, 'idNumber')}
      />
      {error && Object.keys(fields).length === 0 ? <Notice tone='error'>{error.message}</Notice> : null}
      <Button narrow disabled={!serviceId || !presence || !name || !idNumber} onPress={begin}>
        核对并开始填写
      </Button>
    </DeskForm>
  )
}
