import { PHOTO_DOUBTS, type PhotoDoubt, UPLOAD_MAX_BYTES } from '@shared/contract/uploads'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { type PickedFile, pickFiles } from '@/platform/pick-files'
import { Button } from '../button/button'
import { Field, type FieldProps } from '../field/field'
import { Icon } from '../icon/icon'
import { Notice } from '../notice/notice'
import { Press } from '../press/press'
import { Thumb } from './thumb'
import './upload-field.scss'
import { type Upload, useUploads } from './uploads'

const LARGEST_MB = Math.floor(UPLOAD_MAX_BYTES / 1024 / 1024)

export interface UploadedFile {
  id: string
  name: string
  bytes: number
  type: string
  /** last day of the paper, as it was typed */
  validUntil?: string | null | undefined
  /** said once, when it has come: why the photo is perhaps not readable */
  unclear?: PhotoDoubt | undefined
}

export interface UploadFieldProps extends FieldProps {
  files: UploadedFile[]
  /** gets a change, not a value: several uploads end one after the other */
  onChange: (change: (files: UploadedFile[]) => UploadedFile[]) => void
  maxFiles: number
  /** uploads one file: platform/upload with the route; rejects with CallError */
  send: (picked: PickedFile, progress: (percent: number) => void) => Promise<UploadedFile>
  /** a local address at which an uploaded photo can be shown: platform/stored-file */
  show: (file: UploadedFile) => Promise<string>
  /** opens an uploaded file full screen */
  open?: (file: UploadedFile) => void
  /** +1 when a file is chosen, -1 when it is uploaded, refused or given up */
  onPending?: (change: 1 | -1) => void
}

/** A file that did not get through: why, and the choice between sending it again and leaving it. */
function Stuck({ upload, onAgain, onGiveUp }: { upload: Upload; onAgain: () => void; onGiveUp: () => void }) {
  const { name } = upload.picked
  return (
    <Notice tone='error' title={`“${name}”没有传好`}>
      {upload.problem}
      <View className='zj-upload__acts'>
        <Button narrow onPress={onAgain} label={`再传一次${name}`}>
          再传一次
        </Button>
        <Button narrow kind='plain' onPress={onGiveUp} label={`不传${name}`}>
          不传了
        </Button>
      </View>
    </Notice>
  )
}

/** A photo that is perhaps not readable: a question, which the person may answer with no. */
function Unclear(props: { file: UploadedFile & { unclear: PhotoDoubt }; onAnew: () => void; onKeep: () => void }) {
  const { name, unclear } = props.file
  return (
    <Notice tone='warn' title='照片好像看不清，要重拍吗？'>
      “{name}”{PHOTO_DOUBTS[unclear]}，工作人员可能看不清上面的字。
      <View className='zj-upload__acts'>
        <Button narrow onPress={props.onAnew} label={`重拍${name}`}>
          重拍
        </Button>
        <Button narrow kind='plain' onPress={props.onKeep} label={`就用${name}`}>
          看得清，就用这张
        </Button>
      </View>
    </Notice>
  )
}

const isUnclear = (file: UploadedFile): file is UploadedFile & { unclear: PhotoDoubt } => file.unclear !== undefined

/** Photos and PDFs: chosen, compressed, uploaded at once with progress; shown as thumbnails that can be removed. */
export function UploadField(props: UploadFieldProps) {
  const { files, onChange, maxFiles, send, show, open, onPending = () => undefined, ...field } = props
  const [refused, setRefused] = useState('')
  const [doubted, setDoubted] = useState<UploadedFile[]>([])
  const { uploads, start, again, giveUp } = useUploads({
    send,
    onUploaded: (file: UploadedFile) => {
      onChange((was) => [...was, file])
      if (file.unclear) setDoubted((was) => [...was, file])
    },
    onRefused: (picked, reason) => setRefused(`“${picked.name}”没有传好：${reason}`),
    onPending
  })
  const room = maxFiles - files.length - uploads.length
  const add = async () => {
    setRefused('')
    const picked = await pickFiles(room)
    await Promise.all(picked.slice(0, room).map(start))
  }
  const keep = (file: UploadedFile) => setDoubted((was) => was.filter(({ id }) => id !== file.id))
  // the doubtful one goes only when there is another
  const takeAnew = async (file: UploadedFile) => {
    const [picked] = await pickFiles(1)
    if (!picked) return
    keep(file)
    onChange((was) => was.filter(({ id }) => id !== file.id))
    await start(picked)
  }

  return (
    <Field {...field} group>
      <View className='zj-upload'>
        {files.map((file) => (
          <Thumb
            key={file.id}
            name={file.name}
            isPhoto={file.type.startsWith('image/')}
            source={() => show(file)}
            onRemove={() => onChange((was) => was.filter((each) => each.id !== file.id))}
            {...(open ? { onOpen: () => open(file) } : {})}
          />
        ))}
        {uploads.map(({ key, picked, percent, problem }) => (
          <Thumb
            key={key}
            name={picked.name}
            isPhoto={picked.preview !== ''}
            source={async () => picked.preview}
            {...(problem ? {} : { percent })}
          />
        ))}
        {room > 0 ? (
          <Press className='zj-upload__add' label={`添加${field.label}`} onPress={() => void add()}>
            <View className='zj-upload__add-line'>
              <Icon name='camera' className='zj-upload__camera' />
              <View>添加</View>
            </View>
          </Press>
        ) : null}
      </View>
      <View className='zj-field__hint'>
        已传 {files.length} 个，最多 {maxFiles} 个；可用 JPG、PNG 照片或 PDF，每个不超过 {LARGEST_MB} MB
      </View>
      {uploads
        .filter(({ problem }) => problem)
        .map((upload) => (
          <Stuck key={upload.key} upload={upload} onAgain={() => void again(upload)} onGiveUp={() => giveUp(upload)} />
        ))}
      {doubted
        .filter(isUnclear)
        .filter(({ id }) => files.some((file) => file.id === id))
        .map((file) => (
          <Unclear key={file.id} file={file} onAnew={() => void takeAnew(file)} onKeep={() => keep(file)} />
        ))}
      {refused ? <Notice tone='error'>{refused}</Notice> : null}
    </Field>
  )
}
