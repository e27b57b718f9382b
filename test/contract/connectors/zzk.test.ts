import { describeConnector } from './describe-connector'
import { zzkTarget } from './zzk-target'

describeConnector(zzkTarget)
