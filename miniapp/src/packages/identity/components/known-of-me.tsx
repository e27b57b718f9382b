import type { MyIdentity } from '@shared/contract/verification'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { atLeast } from '@/session/level'
import { CERTIFICATE_NAMES, CHANNEL_NAMES, LEVEL_NAMES, VERIFIED_BY } from '../identity-words'

/** What is known of the person, masked as the server tells it. */
export function KnownOfMe({ known }: { known: MyIdentity }) {
  const { level, name, certificate, idNumber, verifiedBy, verifiedAt, faceAt, phone, wechat } = known
  const verified = atLeast(level, 'real-name')
  const how = verifiedBy && verifiedAt ? `${VERIFIED_BY[verifiedBy]}，${instantWords(verifiedAt)}` : undefined
  return (
    <Card padded={false}>
      <Cell label='姓名' value={name ?? '未核验'} />
      <Cell
        label='核验'
        value={<Tag tone={verified ? 'good' : 'warn'}>{LEVEL_NAMES[level]}</Tag>}
        {...(how ? { note: how } : {})}
      />
      {certificate ? <Cell label={CERTIFICATE_NAMES[certificate]} value={idNumber ?? ''} stacked /> : null}
      <Cell label='手机号' value={phone ?? '未绑定'} />
      <Cell
        label='微信'
        value={wechat.length > 0 ? wechat.map((one) => CHANNEL_NAMES[one].slice(2)).join('、') : '未绑定'}
      />
      {faceAt ? <Cell label='最近人脸核身' value={instantWords(faceAt)} /> : null}
    </Card>
  )
}
