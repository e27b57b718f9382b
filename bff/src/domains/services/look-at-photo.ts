import type { UploadedBytes } from '../../platform/http/read-body'
import { refuse } from '../../platform/http/refused'
import type { JudgePhoto } from '../../platform/photos/judge-photo'
import type { FileRow } from './file-store'

type ArrivedRow = Pick<FileRow, 'id' | 'bytes' | 'type' | 'unclear'>

/** Why a photo is perhaps not readable; null = it is no photo, or nothing speaks against it. Refused: file_blank. */
export async function lookAtPhoto(judgePhoto: JudgePhoto, { type, bytes }: UploadedBytes) {
  if (!type.startsWith('image/')) return { unclear: null }
  const judged = await judgePhoto(bytes)
  if (judged === 'blank') return refuse('file_blank')
  return { unclear: judged === 'clear' ? null : judged }
}

/** A file as whoever just uploaded it reads it. */
export const presentArrived = ({ id, bytes, type, unclear }: ArrivedRow, name: string) => ({
  ...{ id, name, bytes, type },
  ...(unclear ? { unclear } : {})
})
