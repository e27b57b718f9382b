import { UPLOAD_MAX_BYTES } from '@shared/contract/services'
import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { asCallError } from '@/platform/call-error'
import { type PickedFile, pickFiles } from '@/platform/pick-files'
import { Field, type FieldProps } from '../field/field'
import { Icon } from '../icon/icon'
import { Notice } from '../notice/notice'
import { Press } from '../press/press'
import { Thumb } from './thumb'
import './upload-field.scss'

const LARGEST_MB = Math.floor(UPLOAD_MAX_BYTES / 1024 / 1024)

export interface UploadedFile {
  id: string
  name: string
  bytes: number
  type: string
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
}

interface Running {
  key: number
  picked: PickedFile
  percent: number
}

/** Photos and PDFs: chosen, compressed, uploaded at once with progress; shown as thumbnails that can be removed. */
export function UploadField({ files, onChange, maxFiles, send, show, open, ...field }: UploadFieldProps) {
  const [running, setRunning] = useState<Running[]>([])
  const [problem, setProblem] = useState('')
  const nextKey = useRef(0)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const room = maxFiles - files.length - running.length

  const uploadOne = async (picked: PickedFile) => {
    nextKey.current += 1
    const key = nextKey.current
    setRunning((was) => [...was, { key, picked, percent: 0 }])
    try {
      const file = await send(picked, (percent) =>
        setRunning((was) => was.map((each) => (each.key === key ? { ...each, percent } : each)))
      )
      // A file that ends after the page was left stays unused on the server and is cleared there.
      if (mounted.current) onChange((was) => [...was, file])
    } catch (caught) {
      if (mounted.current) setProblem(`“${picked.name}”没有传好：${asCallError(caught).message}`)
    } finally {
      if (mounted.current) setRunning((was) => was.filter((each) => each.key !== key))
    }
  }
  const add = async () => {
    setProblem('')
    const picked = await pickFiles(room)
    await Promise.all(picked.slice(0, room).map(uploadOne))
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
        {running.map(({ key, picked, percent }) => (
          <Thumb
            key={key}
            name={picked.name}
            isPhoto={picked.preview !== ''}
            source={async () => picked.preview}
            percent={percent}
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
      {problem ? <Notice tone='error'>{problem}</Notice> : null}
    </Field>
  )
}
