import { describeConnector } from './describe-connector'
import { ykbAuthTarget } from './ykb-auth-target'

describeConnector(ykbAuthTarget)
