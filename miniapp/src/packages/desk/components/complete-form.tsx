import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { pickResultFiles } from '@/platform/pick-files'
import { uploadResultFile } from '../api'
import type { ActForm } from './act-form'
import { DeskInput } from './desk-input'
import { BasisField, ReasonField } from './reason-field'
import { termWords } from './term-words'
import { useAct, wrongAt } from './use-act'

const MOST_FILES = 5

/** 办结: the conclusion, what the result is called, its number and its files. */
export function CompleteForm({ detail, send, fields }: ActForm) {
  const [granted, setGranted] = useState(true)
  const [title, setTitle] = useState('')
  const [documentNo, setDocumentNo] = useState('')
  const [validUntil, setValidUntil] = useState(detail.certificate?.validUntil ?? '')
  const [basis, setBasis] = useState('')
  const [reason, setReason] = useState('')
  const [files, setFiles] = useState<{ id: string; name: string }[]>([])
  const uploading = useAct()
  const add = () =>
    uploading.run(async () => {
      for (const picked of await pickResultFiles(MOST_FILES - files.length)) {
        const file = await uploadResultFile(detail.id, picked)
        setFiles((was) => [...was, file])
      }
    })
  const complete = () =>
    send({
      act: 'complete',
      granted,
      title,
      documentNo: documentNo.trim() || null,
      validUntil: granted ? validUntil || null : null,
      basis: granted ? null : basis.trim() || null,
      reason: granted ? null : reason.trim() || null,
      fileIds: files.map(({ id }) => id)
    })
  return (
    <div className='zj-desk__part'>
      <fieldset className='zj-desk__choices zj-desk__choices--beside'>
        <legend>结论</legend>
        {[true, false].map((one) => (
          <label key={String(one)} className='zj-desk__choice'>
            <input
              className='zj-desk__tick'
              type='radio'
              name='granted'
              checked={granted === one}
              onChange={() => setGranted(one)}
            />
            {one ? '准予' : '不予批准'}
          </label>
        ))}
      </fieldset>
      <DeskInput
        name='title'
        label='结果名称'
        hint={granted ? '电子证照用这个名称。' : '例如“不予许可决定书”。不予批准不发电子证照。'}
        required
        value={title}
        onChange={setTitle}
        {...wrongAt(fields, 'title')}
      />
      <DeskInput
        name='documentNo'
        label='文号'
        value={documentNo}
        onChange={setDocumentNo}
        {...wrongAt(fields, 'documentNo')}
      />
      {granted ? (
        <DeskInput
          name='validUntil'
          label='有效期至'
          hint={termWords(detail)}
          type='date'
          value={validUntil}
          onChange={setValidUntil}
          {...wrongAt(fields, 'validUntil')}
        />
      ) : (
        <>
          <BasisField value={basis} onChange={setBasis} fields={fields} />
          <ReasonField value={reason} onChange={setReason} fields={fields} />
        </>
      )}
      <p>{files.length > 0 ? `结果文件：${files.map(({ name }) => name).join('、')}` : '还没有上传结果文件。'}</p>
      {uploading.error ? <Notice tone='error'>{uploading.error.message}</Notice> : null}
      {fields.fileIds ? <Notice tone='error'>{fields.fileIds}</Notice> : null}
      <div className='zj-desk__acts'>
        <Button kind='plain' narrow disabled={files.length >= MOST_FILES} onPress={add}>
          上传结果文件（照片、PDF 或 OFD）
        </Button>
        <Button narrow disabled={title.trim().length < 2} onPress={complete}>
          办结并告知
        </Button>
      </div>
    </div>
  )
}
