import type { FaceCheck, WechatPhone } from '../../domains/identity/port'
import type { DepartmentClient } from '../../platform/department-client/department-client'
import type { AccessToken } from './access-token'
import { certHash } from './cert-hash'
import { readFace, readPhone, readVerifyId } from './translate'

/** The phone number and the face of whoever holds the phone; every call needs the server token. */
export function makePersonChecks(client: DepartmentClient, token: AccessToken, appId: string): WechatPhone & FaceCheck {
  const post = <T>(
    call: Pick<Parameters<typeof client.call<T>>[0], 'operation' | 'path' | 'body' | 'repeatable' | 'read'>
  ) => token.use((access_token) => client.call({ method: 'POST', query: { access_token }, ...call }))
  return {
    byPhoneCode: (code) =>
      post({
        operation: 'getuserphonenumber',
        path: '/wxa/business/getuserphonenumber',
        body: { code },
        // a code works once; if the first reply was lost the second says "invalid", and the citizen taps again
        repeatable: true,
        read: readPhone(appId)
      }),
    start: ({ seq, name, idNumber, openid }) =>
      post({
        operation: 'getverifyid',
        path: '/cityservice/face/identify/getverifyid',
        body: {
          out_seq_no: seq,
          cert_info: { cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: idNumber },
          openid
        },
        // nothing says what a second call with the same out_seq_no means; the citizen starts again with another
        repeatable: false,
        read: readVerifyId
      }),
    result: (verifyId, person) =>
      post({
        operation: 'queryverifyinfo',
        path: '/cityservice/face/identify/queryverifyinfo',
        body: {
          verify_id: verifyId,
          out_seq_no: person.seq,
          cert_hash: certHash(person),
          openid: person.openid
        },
        repeatable: true,
        read: readFace
      })
  }
}
