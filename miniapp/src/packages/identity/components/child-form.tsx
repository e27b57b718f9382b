import { birthDateOf } from '@shared/values/citizen-id'
import { civilDateAt } from '@shared/values/civil-date'
import { useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { PapersField } from './papers-field'
import { PersonFields, usePerson } from './person-fields'

export interface Child {
  name: string
  number: string
  birthDay: string
  fileIds: string[]
}

/** PIPL art. 31 */
const GUARDED_YEARS = 14

/** true when somebody born on this day is under 14 on `today` (both YYYY-MM-DD). */
export const isUnderGuard = (birthDay: string, today: string): boolean =>
  `${Number(birthDay.slice(0, 4)) + GUARDED_YEARS}${birthDay.slice(4)}` > today

/** A child and the paper that shows whose it is. `onSubmit` tells its own failures. */
export function ChildForm({ onSubmit }: { onSubmit: (child: Child) => Promise<unknown> }) {
  const person = usePerson()
  const [files, setFiles] = useState<UploadedFile[]>([])
  const [wrong, setWrong] = useState<{ files?: string; age?: string }>({})
  const pending = useRef(0)
  const submit = async () => {
    const read = person.read()
    const birthDay = read ? birthDateOf(read.idNumber) : ''
    const found = {
      ...(files.length === 0 ? { files: '请上传能证明监护关系的照片。' } : {}),
      ...(pending.current > 0 ? { files: '还有照片没有传好，请等它传完。' } : {}),
      ...(read && !isUnderGuard(birthDay, civilDateAt(new Date()))
        ? { age: '孩子已满 14 周岁，请孩子自己登录后实名，再请您代办。' }
        : {})
    }
    setWrong(found)
    if (!read || Object.keys(found).length > 0) return
    await onSubmit({ name: read.name, number: read.idNumber, birthDay, fileIds: files.map(({ id }) => id) })
  }
  return (
    <Card>
      <PersonFields of='孩子的' person={person} />
      <PapersField
        label='监护关系证明'
        hint='出生医学证明，或户口簿上写有您和孩子的几页'
        files={files}
        onChange={setFiles}
        pending={pending}
        {...(wrong.files ? { error: wrong.files } : {})}
      />
      {wrong.age ? <Notice tone='error'>{wrong.age}</Notice> : null}
      <Button onPress={submit}>提交核验</Button>
    </Card>
  )
}
