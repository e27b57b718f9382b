import { sm3 } from 'sm-crypto-v2'
import { fromApplication, fromForm } from './translate'

const content = Buffer.from('%PDF-1.4')
const application = {
  outerId: 'case-1',
  itemCode: '66999920140100101',
  itemName: '灵活就业人员参加企业职工基本养老保险登记',
  applicant: { name: '张敏', certNo: '669999198803120021', mobile: '19900000001' },
  form: [{ label: '就业方式', value: '个体经营' }],
  materials: [{ name: '承诺书', fileName: '承诺书.pdf', contentType: 'application/pdf', content }],
  submittedAt: new Date('2026-11-21T16:30:00.000Z')
}

describe('a case handed to the acceptance platform', () => {
  it('says who applies with which papers, in the platform’s terms', () => {
    expect(fromApplication(application, 'http://bff/callback')).toEqual({
      outerId: 'case-1',
      itemCode: '66999920140100101',
      itemName: '灵活就业人员参加企业职工基本养老保险登记',
      applicant: { name: '张敏', certType: '111', certNo: '669999198803120021', mobile: '19900000001' },
      form: { 就业方式: '个体经营' },
      materials: [
        {
          name: '承诺书',
          fileName: '承诺书.pdf',
          contentType: 'application/pdf',
          size: 8,
          sm3: sm3(new Uint8Array(content)),
          content: 'JVBERi0xLjQ='
        }
      ],
      submittedAt: '2026-11-22T00:30:00.000+08:00',
      callbackUrl: 'http://bff/callback'
    })
  })

  it('loses no answer when two questions have the same label', () => {
    const form = [
      { label: '工作单位', value: '甲公司' },
      { label: '工作单位', value: '乙公司' },
      { label: '__proto__', value: '丙' }
    ]
    expect(Object.entries(fromForm(form))).toEqual([
      ['工作单位', '甲公司\n乙公司'],
      ['__proto__', '丙']
    ])
  })
})
