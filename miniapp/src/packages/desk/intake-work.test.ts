import { addIntakeFiles, answerIntake, beginIntake, changeIntake, intakeWork } from './intake-work'

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

beforeEach(() => beginIntake(intake, card))

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
