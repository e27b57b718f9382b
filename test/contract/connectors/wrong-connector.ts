import { readFlexStatus } from '../../../bff/src/departments/rsj/translate'
import { makeDepartmentClient } from '../../../bff/src/platform/department-client/department-client'
import { DepartmentUnavailable } from '../../../bff/src/platform/department-client/errors'
import { departmentNumbers } from '../../../bff/src/platform/department-client/numbers'
import { sm2Sm4Envelope } from '../../../bff/src/platform/department-client/sm2-sm4-envelope'
import { bureauKeys, ourPrivateKey, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import type { Connected, ConnectorTarget, Running } from './bench'
import { rsjTarget } from './rsj-target'
import { ykbTarget } from './ykb-target'

type Connect = Running['connect']
type Numbers = NonNullable<Parameters<Connect>[0]['deps']['numbers']>

/** Connectors with one mistake each, and the checks that must notice it: the proof that the suite can fail. */
export const wrongConnectors: { mistake: string; target: ConnectorTarget; noticedBy: string[] }[] = [
  {
    mistake: 'believes any reply',
    target: spoil(rsjTarget, () => credulousConnect),
    noticedBy: ['a reply altered on its way is not believed']
  },
  {
    mistake: 'sends a lost case again as a new case',
    target: spoil(ykbTarget, (connect) => (setup) => {
      const right = connect(withNumbers(setup, { retry: { again: 0, firstPauseMs: 1, longestPauseMs: 1 } }))
      const again = (key: string) => (error: unknown) => {
        if (isUnavailable(error, 'down')) return right.act(`${key}-2`)
        throw error
      }
      return { ...right, act: (key) => right.act(key).catch(again(key)) }
    }),
    noticedBy: [
      'a reply lost after the work was done leaves one act, and the caller gets its answer',
      'a department that keeps failing is left alone for a while, then asked again'
    ]
  },
  {
    mistake: 'logs the name of the applicant',
    target: spoil(ykbTarget, (connect) => (setup) => {
      const right = connect(setup)
      const act = (key: string) => {
        setup.deps.log.info({ case: key, applicant: '张敏' })
        return right.act(key)
      }
      return { ...right, act }
    }),
    noticedBy: ['no name, number or secret stands in a log line, an audit row or an error, whatever happens']
  },
  {
    mistake: 'waits as long as the department likes',
    target: spoil(ykbTarget, overruling({ timeoutMs: 60_000 })),
    noticedBy: ['a department that does not answer is given up in time, and not asked twice']
  },
  {
    mistake: 'gives up at the first broken connection',
    target: spoil(ykbTarget, overruling({ retry: { again: 0, firstPauseMs: 1, longestPauseMs: 1 } })),
    noticedBy: [
      'one broken connection is not felt',
      'a reply lost after the work was done leaves one act, and the caller gets its answer'
    ]
  },
  {
    mistake: 'never leaves a failing department alone',
    target: spoil(ykbTarget, overruling({ breaker: { failures: 1_000, halfOpenAfterMs: 1 } })),
    noticedBy: ['a department that keeps failing is left alone for a while, then asked again']
  },
  {
    mistake: 'lets any number of calls pile up',
    target: spoil(ykbTarget, overruling({ bulkhead: { limit: 1_000, queue: 0 } })),
    noticedBy: ['when every place is taken a further call is turned away at once']
  },
  {
    mistake: 'takes nonsense for success',
    target: spoil(ykbTarget, (connect) => (setup) => {
      const right = connect(setup)
      const shrug = (error: unknown) => {
        if (isUnavailable(error, 'garbage')) return {}
        throw error
      }
      return { ...right, act: (key) => right.act(key).catch(shrug) }
    }),
    noticedBy: [
      'an HTML page with status 500 is garbage and never taken for an answer',
      'broken JSON is garbage and never taken for an answer',
      'half a reply is garbage and never taken for an answer',
      'a redirect is garbage and never taken for an answer'
    ]
  }
]

function spoil(target: ConnectorTarget, wrong: (connect: Connect) => Connect): ConnectorTarget {
  return {
    ...target,
    async start() {
      const running = await target.start()
      return { ...running, connect: wrong(running.connect) }
    }
  }
}

function overruling(numbers: Numbers): (connect: Connect) => Connect {
  return (connect) => (setup) => connect(withNumbers(setup, numbers))
}

function withNumbers(setup: Parameters<Connect>[0], numbers: Numbers): Parameters<Connect>[0] {
  return { ...setup, deps: { ...setup.deps, numbers: { ...setup.deps.numbers, ...numbers } } }
}

/** The bureau's scheme without a look at the signature of the reply. */
function credulousConnect({ origin, deps, credentials }: Parameters<Connect>[0]): Connected {
  const { appCode, sm4Key } = trialOptions.rsj
  const privateKey = credentials === 'right' ? ourPrivateKey : bureauKeys.privateKey
  const careful = sm2Sm4Envelope({ appCode, sm4Key, privateKey, theirPublicKey: bureauKeys.publicKey })
  const client = makeDepartmentClient({
    ...deps,
    department: 'rsj',
    baseUrl: `${origin}/rsj`,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: async (request, at) => {
      const signed = await careful(request, at)
      return { ...signed, open: async (reply) => (await signed.open?.(reply)) ?? reply }
    }
  })
  const call = {
    operation: 'SI_FLEX_STATUS',
    method: 'POST',
    path: '/gateway',
    body: { certNo: '66999919850703011X', name: '陈国强' },
    repeatable: true,
    read: readFlexStatus
  } as const
  return { act: () => client.call(call), health: () => ({ name: 'rsj', ...client.state() }) }
}

function isUnavailable(error: unknown, reason: DepartmentUnavailable['reason']): boolean {
  return error instanceof DepartmentUnavailable && error.reason === reason
}
