import {
  REPORT_CATEGORIES,
  REQUEST_KINDS,
  REQUEST_PHOTOS,
  REQUEST_TEXT_MAX,
  type RequestAbout
} from '@shared/contract/consult-requests'
import { View } from '@tarojs/components'
import { requestAt } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Chips } from '@/kit/chips/chips'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { SwitchLine } from '@/kit/switch-line/switch-line'
import { TextArea } from '@/kit/text-area/text-area'
import { TextField } from '@/kit/text-field/text-field'
import { UploadField } from '@/kit/upload-field/upload-field'
import { choosePlace } from '@/platform/choose-place'
import { toast } from '@/platform/feedback'
import { replaceWith } from '@/platform/navigation'
import { photoAddress, type RequestForm, uploadPhoto } from '../api'
import { useWriting, type Writing } from '../use-writing'
import './consult.scss'

const KINDS = Object.entries(REQUEST_KINDS).map(([value, label]) => ({ value, label }))
const CATEGORIES = REPORT_CATEGORIES.map((name) => ({ value: name, label: name }))

/** Where it is: in words, or taken from WeChat's map; browsers have no map. */
function Where({ writing }: { writing: Writing }) {
  const { place, setPlace, isReport, wrong } = writing
  const choose = async () => {
    const chosen = await choosePlace()
    if (chosen) setPlace({ address: chosen.address, point: { longitude: chosen.longitude, latitude: chosen.latitude } })
  }
  return (
    <>
      <TextField
        name='place'
        label='在哪里'
        hint={place.point ? '位置已从地图上选好。' : '写到街道、门牌号或附近的标志。'}
        required={isReport}
        {...(wrong.place ? { error: wrong.place } : {})}
        value={place.address}
        maxLength={200}
        onChange={(address) => setPlace(address === '' ? { address } : { ...place, address })}
      />
      {process.env.TARO_ENV === 'h5' ? null : (
        <Button kind='plain' onPress={choose}>
          {place.point ? '在地图上重新选' : '在地图上选位置'}
        </Button>
      )}
    </>
  )
}

/** What the hotline gets, agreed to once (PIPL art. 23, 29). */
function Agreement({ form, writing }: { form: RequestForm; writing: Writing }) {
  const { sharing, given } = form
  if (given) return <Notice>会连同您绑定的手机号一起交给 12345 热线，方便跟您联系。</Notice>
  return (
    <Card padded={false}>
      <SwitchLine
        label='我同意提供给 12345 热线'
        note={`用来${sharing.purpose}。会提供：${sharing.fields.join('、')}。不同意就不会送出。`}
        on={writing.agrees}
        onChange={writing.setAgrees}
      />
    </Card>
  )
}

const ABOUT_WORDS = { service: '办事事项', case: '办件', hall: '大厅' } as const

/** The form: what kind, what, where, photos, consent. Handed in, the page of the request takes its place. */
export function WriteForm(props: { form: RequestForm; about: RequestAbout | undefined; reload: () => Promise<void> }) {
  const { form, about } = props
  const writing = useWriting(props)
  const { kind, setKind, category, setCategory, text, setText, photos, setPhotos, wrong, problem, isReport } = writing
  const send = async () => {
    const requestId = await writing.send()
    if (!requestId) return
    toast('已提交')
    await replaceWith(requestAt(requestId))
  }
  return (
    <>
      <Card>
        <Heading>要说什么</Heading>
        <View className='co-kinds'>
          <Chips label='类型' options={KINDS} value={kind} onChange={setKind} />
        </View>
        {about ? <Notice>会带上您刚才看的{ABOUT_WORDS[about.kind]}，不用再写一遍。</Notice> : null}
        {isReport ? (
          <>
            <Heading>类别</Heading>
            <View className='co-kinds'>
              <Chips label='类别' options={CATEGORIES} value={category} onChange={setCategory} />
            </View>
            {wrong.category ? <Notice tone='error'>{wrong.category}</Notice> : null}
          </>
        ) : null}
        <TextArea
          name='text'
          label='内容'
          hint='写清楚什么事、什么时候、希望怎么办。不用写姓名和证件号码。'
          required
          {...(wrong.text ? { error: wrong.text } : {})}
          value={text}
          onChange={setText}
          maxLength={REQUEST_TEXT_MAX}
        />
        <Where writing={writing} />
        <UploadField
          name='photos'
          label='照片'
          files={photos}
          onChange={setPhotos}
          maxFiles={REQUEST_PHOTOS}
          send={uploadPhoto}
          show={photoAddress}
          onPending={writing.count}
        />
      </Card>
      <Agreement form={form} writing={writing} />
      {problem ? <Notice tone='error'>{problem}</Notice> : null}
      <Button disabled={writing.uploading} onPress={send}>
        {writing.uploading ? '照片正在上传' : '提交'}
      </Button>
    </>
  )
}
