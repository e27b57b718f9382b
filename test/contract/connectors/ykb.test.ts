import { describeConnector } from './describe-connector'
import { ykbTarget } from './ykb-target'

describeConnector(ykbTarget)
