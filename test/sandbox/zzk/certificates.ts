import type { Register } from '../people'

/** A certificate as the library sends it. */
export type Certificate = {
  zzbs: string
  zzlx: string
  zzmc: string
  fzjg: string
  czzt: string
  czztdm: string
  gxsj: string
  yxqz: string | null
  zt: '1' | '2' | '3'
  zzxx: Record<string, string>
}

/** Who has what of the made-up people: nobody else has any. 龚䶮's ID card has run out; 阿依古丽 has no certificate. */
const NONE = ['ayguli']
const RUN_OUT = ['gong-yan']
const DISABLED: Record<string, string> = { 'wang-xiaoli': '二级' }
const OWNERS = ['chen-guoqiang', 'zhao-lei']

/** Every certificate of a person; the same each time, as the register of people does not change. */
export function certificatesOf({ people, enterprises }: Register, idNumber: string): Certificate[] {
  const person = people.find((one) => one.idNumber === idNumber)
  if (!person || NONE.includes(person.id)) return []
  const make = (zzlx: string, fzjg: string, zzxx: Record<string, string>, more: Partial<Certificate> = {}) => ({
    ...{ zzbs: `ZZ-${zzlx}-${person.id}-${more.zzbs ?? '1'}`, zzlx, zzmc: zzlx, fzjg },
    ...{ czzt: person.name, czztdm: idNumber, gxsj: '20260901083000', yxqz: more.yxqz ?? null },
    ...{ zt: more.zt ?? ('1' as const), zzxx }
  })
  const runOut = RUN_OUT.includes(person.id)
  const who = { 姓名: person.name, 公民身份号码: idNumber }
  const grade = DISABLED[person.id]
  return [
    make('居民身份证', '渝中区公安分局（示例）', who, runOut ? { yxqz: '20260131', zt: '2' } : { yxqz: '20400101' }),
    make('居民户口簿', '渝中区公安分局（示例）', { ...who, 户籍街道: person.address.street }),
    ...(grade ? [make('残疾人证', '渝中区残联（示例）', { ...who, 残疾等级: grade }, { yxqz: '20331231' })] : []),
    ...(OWNERS.includes(person.id)
      ? [make('不动产权证书', '市规划自然资源局（示例）', { ...who, 坐落: `渝中区${person.address.detail}` })]
      : []),
    ...enterprises
      .filter(({ legalPerson }) => legalPerson === person.id)
      .map(({ name, creditCode, id, state }) =>
        make(
          '营业执照',
          '渝中区市场监管局（示例）',
          { 名称: name, 统一社会信用代码: creditCode },
          { zzbs: id, zt: state && state !== '存续' ? '3' : '1' }
        )
      )
  ]
}

/** A page that says which certificate it stands for, as base64; in figures, because it brings no font. */
export function paperOf(id: string): string {
  const words = `BT /F1 10 Tf 20 60 Td (SANDBOX E-CERTIFICATE ${Buffer.from(id).toString('hex').slice(0, 40)}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 120] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + table + trailer).toString('base64')
}
