import type { YkbSignIn } from '../../domains/identity/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { type YkbAuthConfig, ykbAuthConfig } from './config'
import { readPerson, readToken } from './translate'

const department = 'ykb-auth'

/**
 * 统一身份认证 of 渝快办: an authorization-code flow (RFC 6749 section 4.1). Throws one Error naming every mistake in
 * the configuration; calls throw DepartmentUnavailable.
 */
export function makeYkbAuthConnector(config: YkbAuthConfig, deps: DepartmentDeps) {
  const { url, pageUrl, clientId, clientSecret } = checkConfig(department, ykbAuthConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers }
  })
  const token = (code: string, redirectUri: string) =>
    client.call({
      operation: 'token',
      method: 'POST',
      path: '/oauth/token',
      body: {
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: redirectUri
      },
      // a code works once; if the first reply was lost the second says "used", and the citizen signs in again
      repeatable: true,
      read: readToken
    })
  const signIn: YkbSignIn = {
    authorizeUrl(redirectUri, state) {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        state
      })
      return `${pageUrl.replace(/\/$/, '')}/sso/authorize?${query}`
    },
    async byCode(code, redirectUri) {
      const accessToken = await token(code, redirectUri)
      if (accessToken === null) return null
      return client.call({
        operation: 'userinfo',
        method: 'GET',
        path: '/oauth/userinfo',
        headers: { Authorization: `Bearer ${accessToken}` },
        // only reads
        repeatable: true,
        read: readPerson
      })
    }
  }
  return { ...signIn, health: () => ({ name: department, ...client.state() }) }
}
