import { describeConnector } from './describe-connector'
import { hotlineTarget } from './hotline-target'

describeConnector(hotlineTarget)
