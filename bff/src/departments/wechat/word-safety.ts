import type { WordSafety } from '../../domains/identity/port'
import type { DepartmentClient } from '../../platform/department-client/department-client'
import type { AccessToken } from './access-token'
import { readWordSafety } from './translate'

/** 评论: words that somebody else will read. */
const SCENE = 2

/** Whether words are fit for others to read (POST /wxa/msg_sec_check, version 2; at most 2500 characters). */
export const makeWordSafety = (client: DepartmentClient, token: AccessToken): WordSafety => ({
  judgeWords: (openid, words) =>
    token.use((access_token) =>
      client.call({
        operation: 'msg_sec_check',
        method: 'POST',
        path: '/wxa/msg_sec_check',
        query: { access_token },
        body: { version: 2, openid, scene: SCENE, content: words },
        repeatable: true,
        read: readWordSafety
      })
    )
})
