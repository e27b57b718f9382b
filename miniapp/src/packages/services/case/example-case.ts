import type { CaseDetail } from '@shared/contract/applications'

/** A case just submitted, for tests. */
export const exampleCase: CaseDetail = {
  id: 'case-0001',
  number: 'YZ20261122000001',
  serviceId: 'flexible-work',
  serviceName: '灵活就业人员参保登记',
  department: '区人力社保局',
  state: 'submitted',
  stateLabel: '已提交',
  submittedAt: '2026-11-22T09:00:00.000+08:00',
  updatedAt: '2026-11-22T09:00:00.000+08:00',
  promisedDay: null,
  receiptNo: null,
  promiseNote: '',
  deliveryNote: null,
  timeline: [],
  correction: [],
  result: null,
  answers: [],
  files: []
}
