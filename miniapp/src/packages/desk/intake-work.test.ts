import { setCredentials } from '@/platform/call'
import { phone } from '../../../test-mocks/taro'
import {
  addIntakeFiles,
  answerIntake,
  beginIntake,
  changeIntake,
  giveUpIntake,
  intakeKeeping,
  intakeWork,
  keepWhatIsLeft,
  resumeIntake
} from './intake-work'

const intake = {
  id: 'intake-00001',
  serviceId: 'elderly-allowance',
  serviceName: '高龄津贴申领',
  applicant: '罗*芬',
  form: { serviceId: 'elderly-allowance', version: '1', steps: [] },
  fields: { name: 'name', idNumber: 'idNumber', phone: 'phone' },
  situations: [],
  sharings: [],
  expiresAt: '2026-11-23T10:00:00+08:00'
}
const card = {
  serviceId: intake.serviceId,
  name: '罗淑芬',
  idNumber: '669999195810210240',
  presence: 'counter' as const
}

beforeEach(() => {
  jest.useFakeTimers()
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
  phone.reset()
  beginIntake(intake, card)
})
afterEach(() => {
  intakeWork.set(null)
  jest.useRealTimers()
})

it('the form begins with what stands on the card', () => {
  expect(intakeWork.get()?.answers).toEqual({ name: '罗淑芬', idNumber: '669999195810210240' })
})

it('papers scanned into one field at the same time all stay, and so does what was typed during the upload', () => {
  answerIntake('household', ['scan-1'])
  answerIntake('phone', '19900000003')
  addIntakeFiles('household', ['scan-2'])
  addIntakeFiles('household', ['scan-3'])
  expect(intakeWork.get()?.answers).toMatchObject({
    phone: '19900000003',
    household: ['scan-1', 'scan-2', 'scan-3']
  })
})

it('an upload that ends after the clerk has given up the intake brings nothing back', () => {
  intakeWork.set(null)
  addIntakeFiles('household', ['scan-1'])
  changeIntake(() => ({ signature: 'scan-2' }))
  expect(intakeWork.get()).toBeNull()
})

const done = (data: unknown) => () => ({ statusCode: 200, data })
const refused = (statusCode: number, error: string) => () => ({
  statusCode,
  data: { error, message: '不行', requestId: 'r' }
})
const sent = () => phone.asked.filter(({ method }) => method === 'PUT').map(({ data }) => data)

it('what is filled in is kept by the server when typing pauses, and what is typed meanwhile goes out after it', async () => {
  let revision = 0
  phone.answers(() => {
    revision += 1
    if (revision === 1) answerIntake('bank', '示例银行大坪支行')
    return { statusCode: 200, data: { revision } }
  })
  answerIntake('bank', '示例')
  answerIntake('bank', '示例银行')
  expect(intakeKeeping.get()).toBe('keeping')
  await jest.advanceTimersByTimeAsync(2_000)
  expect(sent()).toMatchObject([
    { revision: 0, work: { answers: { bank: '示例银行' } } },
    { revision: 1, work: { answers: { bank: '示例银行大坪支行' } } }
  ])
  expect(intakeKeeping.get()).toBe('kept')
})

it('without the network it is said that nothing is kept, and tried again until it is', async () => {
  phone.answers(() => Promise.reject({ errMsg: 'request:fail' }))
  answerIntake('bank', '示例银行')
  await jest.advanceTimersByTimeAsync(1_000)
  expect(intakeKeeping.get()).toBe('unsaved')
  phone.answers(done({ revision: 1 }))
  await jest.advanceTimersByTimeAsync(6_000)
  expect(intakeKeeping.get()).toBe('kept')
  expect(intakeWork.get()).toMatchObject({ revision: 1, answers: { bank: '示例银行' } })
})

it('who was signed out meanwhile keeps it in the tab, and it goes out when the form opens again', async () => {
  phone.answers(refused(401, 'sign_in_required'))
  answerIntake('bank', '示例银行')
  await jest.advanceTimersByTimeAsync(20_000)
  expect(sent()).toHaveLength(1)
  phone.answers(done({ revision: 1 }))
  keepWhatIsLeft()
  await jest.advanceTimersByTimeAsync(100)
  expect(intakeKeeping.get()).toBe('kept')
})

it('another tab that was quicker is told, and not overwritten', async () => {
  phone.answers(refused(409, 'conflict'))
  answerIntake('bank', '示例银行')
  await jest.advanceTimersByTimeAsync(1_000)
  answerIntake('bank', '示例银行大坪支行')
  await jest.advanceTimersByTimeAsync(20_000)
  expect([intakeKeeping.get(), sent().length]).toEqual(['elsewhere', 1])
})

it('after a reload the tab gets back what this clerk has open, and begins anew where there is nothing', async () => {
  intakeWork.set(null)
  phone.answers(done({ open: null }))
  await resumeIntake()
  expect(intakeWork.get()).toBeNull()
  const work = { answers: { bank: '示例银行' }, agreed: ['elderly'], situation: 'eighty' }
  phone.answers(done({ open: { intake, work, revision: 7 } }))
  await resumeIntake()
  expect(intakeWork.get()).toMatchObject({ ...work, signature: '', revision: 7 })
})

it('what is given up is gone on the server first; without the network it stays where it is', async () => {
  phone.answers(() => Promise.reject({ errMsg: 'request:fail' }))
  await expect(giveUpIntake()).rejects.toMatchObject({ code: 'offline' })
  expect(intakeWork.get()).not.toBeNull()
  phone.answers(refused(404, 'not_found'))
  await giveUpIntake()
  expect(intakeWork.get()).toBeNull()
})
