import type { SmsGateway } from '../../domains/identity/port'
import type { SmsReceipts } from '../../domains/messages/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { hmacSm3Signing } from '../../platform/department-client/hmac-sm3'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { type SmsConfig, smsConfig } from './config'
import { readReceipt, readSent, templateCodes } from './translate'

const department = 'sms'

/**
 * The SMS gateway. Throws one Error naming every mistake in the configuration; calls throw DepartmentUnavailable, or
 * DepartmentRefused when the gateway does not take the number or the template.
 */
export function makeSmsConnector(config: SmsConfig, deps: DepartmentDeps) {
  const { url, appId, secret, signature } = checkConfig(department, smsConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: hmacSm3Signing({ headerPrefix: 'X-Sms', appId, secret })
  })
  const gateway: SmsGateway & SmsReceipts = {
    send: ({ outId, phone, template, params }) =>
      client.call({
        operation: 'send',
        method: 'POST',
        path: '/api/send',
        body: { outId, phone, template: templateCodes[template], params, sign: signature },
        // the gateway knows the message by outId and sends it once
        repeatable: true,
        read: readSent
      }),
    receipt: (outId) =>
      client.call({
        operation: 'receipt',
        method: 'GET',
        path: '/api/receipt',
        query: { outId },
        repeatable: true,
        read: readReceipt
      })
  }
  return { ...gateway, health: () => ({ name: department, ...client.state() }) }
}
