import type { Answer, Field } from '@shared/contract/form'
import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { type UploadedFile, UploadField } from '@/kit/upload-field/upload-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import type { PickedFile } from '@/platform/pick-files'
import { fileAddress, openFile, uploadFile } from '../api'
import { sendPatiently } from '../form/send-patiently'
import './upload-answer.scss'

export interface UploadAnswerProps {
  field: Extract<Field, { kind: 'upload' }>
  /** the answer as it is now, also in the middle of several uploads */
  answerNow: () => Answer | undefined
  files: UploadedFile[]
  error?: string
  onEdit: (value: Answer) => void
  onFile: (file: UploadedFile) => void
  /** +1 when an upload begins, -1 when it ends: the form waits for them */
  onUploading: (change: 1 | -1) => void
}

/** An upload that did not get through and waits for a decision. */
interface Stuck {
  picked: PickedFile
  reason: string
  decide: (again: boolean) => void
}

const idsOf = (answer: Answer | undefined): string[] => (Array.isArray(answer) ? answer : [])

/** Files of an answer: uploaded as soon as chosen, sent again on request when the network failed. */
export function UploadAnswer({ field, answerNow, files, error, onEdit, onFile, onUploading }: UploadAnswerProps) {
  const [stuck, setStuck] = useState<Stuck[]>([])
  const decisions = useRef(stuck)
  decisions.current = stuck
  // Leaving the page answers every open question, otherwise its upload would wait for ever.
  useEffect(
    () => () => {
      for (const one of decisions.current) one.decide(false)
    },
    []
  )

  const ask = (picked: PickedFile, reason: string): Promise<boolean> =>
    new Promise((resolve) => {
      const decide = (again: boolean) => {
        setStuck((was) => was.filter((one) => one.picked !== picked))
        resolve(again)
      }
      setStuck((was) => [...was, { picked, reason, decide }])
    })
  const send = async (picked: PickedFile, progress: (percent: number) => void): Promise<UploadedFile> => {
    onUploading(1)
    try {
      return await sendPatiently(
        () => uploadFile(picked, progress),
        (failure) => {
          progress(0)
          return ask(picked, failure.message)
        }
      )
    } finally {
      onUploading(-1)
    }
  }
  const known = (ids: string[]): UploadedFile[] =>
    ids.map((id) => files.find((file) => file.id === id) ?? { id, name: '已上传的文件', bytes: 0, type: '' })
  const change = (alter: (files: UploadedFile[]) => UploadedFile[]) => {
    const before = known(idsOf(answerNow()))
    const after = alter(before)
    for (const file of after) if (!before.some((one) => one.id === file.id)) onFile(file)
    onEdit(after.map((file) => file.id))
  }

  return (
    <View>
      <UploadField
        name={field.id}
        label={field.label}
        hint={field.help}
        required={field.required}
        error={error}
        maxFiles={field.maxFiles}
        files={known(idsOf(answerNow()))}
        onChange={change}
        send={send}
        show={fileAddress}
        open={(file) => void openFile(file).catch((caught: unknown) => toast(asCallError(caught).message))}
      />
      {stuck.map(({ picked, reason, decide }) => (
        <View key={picked.preview + picked.name} className='sv-stuck'>
          <View className='sv-stuck__text'>
            “{picked.name}”没有传好：{reason}
          </View>
          <View className='sv-stuck__acts'>
            <Button narrow onPress={() => decide(true)} label={`再传一次 ${picked.name}`}>
              再传一次
            </Button>
            <Button narrow kind='plain' onPress={() => decide(false)} label={`不传 ${picked.name}`}>
              不传了
            </Button>
          </View>
        </View>
      ))}
    </View>
  )
}
