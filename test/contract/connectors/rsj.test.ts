import { describeConnector } from './describe-connector'
import { rsjTarget } from './rsj-target'

describeConnector(rsjTarget)
