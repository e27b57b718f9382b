import { CERTIFICATE_STATES } from '@shared/contract/certificates'
import { instantText } from '../../platform/clock/instant-text'
import type { PdfDocument } from '../../platform/documents/pdf'
import { inGroups } from './code'
import { stateOf } from './present'
import { numberLabel, shownHolder, shownNumber } from './shown-holder'
import type { HiddenPart } from './signed-content'
import type { CertificateRow } from './store'

interface Paper {
  row: CertificateRow
  hidden: HiddenPart
  /** read in person: the name in full */
  own: boolean
  today: string
  at: Date
  /** page that checks a code; the code is appended */
  checkPage: string
}

/** The certificate on paper: what it says, how to check it, and the signature. The ID number stays masked. */
export function paperOf({ row, hidden, own, today, at, checkPage }: Paper): PdfDocument {
  return {
    title: row.title,
    at,
    footer: `指尖办 · 电子证照 · 生成时间 ${instantText(at).slice(0, 16).replace('T', ' ')} · 是否有效以扫码核验结果为准`,
    blocks: [
      {
        kind: 'table',
        rows: [
          { label: '持证人', value: own ? hidden.holder : shownHolder(hidden) },
          { label: numberLabel(hidden), value: shownNumber(hidden) },
          ...(hidden.number ? [{ label: '证照编号', value: hidden.number }] : []),
          { label: '颁发部门', value: row.department },
          { label: '颁发日期', value: row.issued_on },
          { label: '有效期至', value: row.valid_until ?? '长期' },
          { label: '生成时状态', value: CERTIFICATE_STATES[stateOf(row, today)] }
        ]
      },
      { kind: 'heading', text: '核验' },
      { kind: 'paragraph', text: `用手机扫描下面的二维码，或者在核验页面输入核验码：${inGroups(hidden.code)}` },
      { kind: 'qr', text: `${checkPage}${hidden.code}`, caption: '扫码核验这份证照现在是否有效' },
      { kind: 'heading', text: '电子签名' },
      {
        kind: 'table',
        rows: [
          { label: '摘要（SM3）', value: row.digest },
          { label: '签名（SM2）', value: row.signature },
          { label: '公钥', value: row.public_key }
        ]
      }
    ]
  }
}
