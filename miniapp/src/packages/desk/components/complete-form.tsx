import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { pickResultFiles } from '@/platform/pick-files'
import { uploadResultFile } from '../api'
import type { ActForm } from './act-form'
import { DeskInput } from './desk-input'
import { useAct, wrongAt } from './use-act'

const MOST_FILES = 5

/** 办结: the conclusion, what the result is called, its number and its files. */
export function CompleteForm({ detail, send, fields }: ActForm) {
  const [granted, setGranted] = useState(true)
  const [title, setTitle] = useState('')
  const [documentNo, setDocumentNo] = useState('')
  const [validUntil, setValidUntil] = useState('')
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
          hint='证照写明有效期的必须填写；不填就是长期有效。'
          type='date'
          value={validUntil}
          onChange={setValidUntil}
          {...wrongAt(fields, 'validUntil')}
        />
      ) : (
        <>
          <DeskInput
            name='basis'
            label='法律依据'
            required
            value={basis}
            onChange={setBasis}
            {...wrongAt(fields, 'basis')}
          />
          <TextArea
            name='reason'
            label='理由'
            hint='会原样告知申请人。'
            required
            value={reason}
            onChange={setReason}
            maxLength={500}
            {...wrongAt(fields, 'reason')}
          />
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
