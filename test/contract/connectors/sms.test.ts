import { describeConnector } from './describe-connector'
import { smsTarget } from './sms-target'

describeConnector(smsTarget)
