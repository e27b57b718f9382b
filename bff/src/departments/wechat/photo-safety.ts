import type { PhotoSafety } from '../../domains/identity/port'
import type { DepartmentClient } from '../../platform/department-client/department-client'
import type { AccessToken } from './access-token'
import { readPhotoAsked } from './translate'

/** 评论: pictures that somebody else will see. */
const SCENE = 2
/** 1 would be sound */
const PICTURE = 2

/** Has a picture judged (POST /wxa/media_check_async, version 2; at most 10 MB): the verdict comes as wxa_media_check. */
export const makePhotoSafety = (client: DepartmentClient, token: AccessToken): PhotoSafety => ({
  askAboutPhoto: (openid, url) =>
    token.use((access_token) =>
      client.call({
        operation: 'media_check_async',
        method: 'POST',
        path: '/wxa/media_check_async',
        query: { access_token },
        body: { version: 2, openid, scene: SCENE, media_type: PICTURE, media_url: url },
        // asked twice it answers twice, and one answer is as good as the other
        repeatable: true,
        read: readPhotoAsked
      })
    )
})
