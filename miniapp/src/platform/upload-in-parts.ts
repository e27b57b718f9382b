import { IN_PARTS_ABOVE_BYTES, PART_BYTES, uploadPartsRoutes } from '@shared/contract/upload-parts'
import type { uploadedFile } from '@shared/contract/uploads'
import Taro from '@tarojs/taro'
import { fromByteArray } from 'base64-js'
import type * as z from 'zod/mini'
import { call } from './call'
import { asCallError, CallError, malformedError } from './call-error'
import type { PickedFile } from './pick-files'
import { sha256 } from './sha256'

type Uploaded = z.output<typeof uploadedFile>

/** How often a broken connection is asked where it was before the person is. */
const ASK_AGAIN = 3

/** Whether a file is large enough to be sent in parts. */
export const goesInParts = ({ bytes }: Pick<PickedFile, 'bytes'>): boolean => bytes > IN_PARTS_ABOVE_BYTES

const fromPhone = (filePath: string): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) =>
    Taro.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => (typeof data === 'string' ? reject(new Error('text')) : resolve(data)),
      fail: ({ errMsg }) => reject(new Error(errMsg))
    })
  )

/** Rejects with file_rejected: what cannot be read cannot be sent either. */
async function bytesOf(picked: PickedFile): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (picked.file ? picked.file.arrayBuffer() : fromPhone(picked.path ?? '')))
  } catch {
    throw new CallError({ code: 'file_rejected', status: 0, message: '这个文件读不出来，请换一个文件。' })
  }
}

/** One way from where the server says the file was left to its end. */
async function send(picked: PickedFile, bytes: Uint8Array, hash: string, progress: (percent: number) => void) {
  const about = { name: picked.name, bytes: bytes.length, sha256: hash }
  const begun = await call(uploadPartsRoutes.beginUpload, { body: about })
  const params = { uploadId: begun.id }
  let at = begun.received
  while (at < bytes.length) {
    progress(Math.floor((at / bytes.length) * 100))
    const part = bytes.slice(at, at + PART_BYTES)
    // not Taro's arrayBufferToBase64: on H5 it makes an empty text of every buffer
    const body = { at, data: fromByteArray(part) }
    const { received } = await call(uploadPartsRoutes.putPart, { params, body })
    // another page may be sending the same file, so more may be there than was sent; never less
    if (received <= at) throw malformedError(200, undefined)
    at = received
  }
  progress(100)
  return call(uploadPartsRoutes.finishUpload, { params })
}

/**
 * Uploads a file in parts; after a broken connection it asks where it was and goes on, also when the person sends the
 * file again later. Progress in whole percent. Rejects with CallError like platform/upload.
 */
export async function uploadInParts(picked: PickedFile, progress: (percent: number) => void): Promise<Uploaded> {
  const bytes = await bytesOf(picked)
  const hash = sha256(bytes)
  for (let tries = 1; ; tries += 1)
    try {
      return await send(picked, bytes, hash, progress)
    } catch (caught) {
      if (asCallError(caught).code !== 'offline' || tries === ASK_AGAIN) throw caught
    }
}
