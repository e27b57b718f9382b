import { describeConnector } from './describe-connector'
import { scjgTarget } from './scjg-target'

describeConnector(scjgTarget)
