import { uploadPartsRoutes } from '@shared/contract/upload-parts'
import { bind } from '../../../platform/http/mount'
import type { Uploads } from './uploads'

export const bindUploads = (uploads: Uploads) =>
  bind('uploadParts', uploadPartsRoutes, {
    beginUpload: async ({ body }, { caller }) => uploads.begin(caller, body),
    putPart: async ({ params, body }, { caller }) => uploads.put(caller, params.uploadId, body),
    finishUpload: async ({ params }, { caller }) => uploads.finish(caller, params.uploadId)
  })
