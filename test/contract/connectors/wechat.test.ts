import { describeConnector } from './describe-connector'
import { wechatTarget } from './wechat-target'

describeConnector(wechatTarget)
