import type { ReviewKind } from '@shared/contract/verification'
import { civilDateAt } from '@shared/values/civil-date'
import { useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { PickerField } from '@/kit/picker-field/picker-field'
import { TextField } from '@/kit/text-field/text-field'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { PapersField } from './papers-field'

export interface Paper {
  kind: Exclude<ReviewKind, 'guardian'>
  name: string
  number: string
  birthDay: string
  nationality?: string
  fileIds: string[]
}

const KINDS = [
  { value: 'passport', label: '外国护照' },
  { value: 'hk-macau-permit', label: '港澳居民来往内地通行证' },
  { value: 'taiwan-permit', label: '台湾居民来往大陆通行证' }
] as const

interface Typed {
  kind: Paper['kind'] | ''
  name: string
  number: string
  birthDay: string
  nationality: string
}

function problems(typed: Typed, files: UploadedFile[]): Partial<Record<keyof Typed | 'files', string>> {
  return {
    ...(typed.kind === '' ? { kind: '请选择证件。' } : {}),
    ...(typed.name.trim().length < 2 ? { name: '请按证件填写姓名。' } : {}),
    ...(/^[A-Za-z0-9]{6,24}$/.test(typed.number.trim()) ? {} : { number: '请按证件填写号码，只有字母和数字。' }),
    ...(typed.birthDay === '' ? { birthDay: '请选择出生日期。' } : {}),
    ...(typed.kind === 'passport' && typed.nationality.trim() === '' ? { nationality: '请填写国籍。' } : {}),
    ...(files.length === 0 ? { files: '请上传证件照片。' } : {})
  }
}

/** A passport or permit for manual review. `onSubmit` tells its own failures. */
export function PaperForm({ onSubmit }: { onSubmit: (paper: Paper) => Promise<unknown> }) {
  const [typed, setTyped] = useState<Typed>({ kind: '', name: '', number: '', birthDay: '', nationality: '' })
  const [files, setFiles] = useState<UploadedFile[]>([])
  const [wrong, setWrong] = useState<ReturnType<typeof problems>>({})
  const pending = useRef(0)
  const set = (change: Partial<Typed>) => setTyped((was) => ({ ...was, ...change }))
  const error = (name: keyof typeof wrong) => (wrong[name] ? { error: wrong[name] } : {})
  const submit = async () => {
    const found = {
      ...problems(typed, files),
      ...(pending.current > 0 ? { files: '还有照片没有传好，请等它传完。' } : {})
    }
    setWrong(found)
    if (Object.keys(found).length > 0 || typed.kind === '') return
    const { kind, birthDay } = typed
    await onSubmit({
      kind,
      birthDay,
      name: typed.name.trim(),
      number: typed.number.trim().toUpperCase(),
      ...(kind === 'passport' ? { nationality: typed.nationality.trim() } : {}),
      fileIds: files.map(({ id }) => id)
    })
  }
  return (
    <Card>
      <ChoiceField
        name='kind'
        label='证件'
        required
        options={[...KINDS]}
        value={typed.kind}
        onChange={(value) => set({ kind: KINDS.find((one) => one.value === value)?.value ?? '' })}
        {...error('kind')}
      />
      <TextField
        name='name'
        label='姓名'
        hint='和证件上写的一样'
        required
        value={typed.name}
        maxLength={50}
        onChange={(name) => set({ name })}
        {...error('name')}
      />
      <TextField
        name='number'
        label='证件号码'
        required
        value={typed.number}
        maxLength={24}
        onChange={(number) => set({ number })}
        {...error('number')}
      />
      <PickerField
        kind='date'
        name='birth-day'
        label='出生日期'
        required
        earliest='1900-01-01'
        latest={civilDateAt(new Date())}
        value={typed.birthDay}
        onChange={(birthDay) => set({ birthDay })}
        {...error('birthDay')}
      />
      {typed.kind === 'passport' ? (
        <TextField
          name='nationality'
          label='国籍'
          required
          value={typed.nationality}
          maxLength={30}
          onChange={(nationality) => set({ nationality })}
          {...error('nationality')}
        />
      ) : null}
      <PapersField
        label='证件照片'
        hint='有照片和号码的一页，拍清楚四个角'
        files={files}
        onChange={setFiles}
        pending={pending}
        {...error('files')}
      />
      <Button onPress={submit}>提交核验</Button>
    </Card>
  )
}
