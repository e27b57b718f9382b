import { describeConnector } from './describe-connector'
import { gajTarget } from './gaj-target'

describeConnector(gajTarget)
