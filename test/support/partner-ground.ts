import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { makeConsents } from '../../bff/src/domains/consents/service'
import { loadContent } from '../../bff/src/domains/content/load'
import { makeLedger } from '../../bff/src/domains/ledger/service'
import { makeSignOn } from '../../bff/src/domains/sign-on/service'
import { movableClock } from '../../bff/src/platform/clock/clock'
import type { Db } from '../../bff/src/platform/db/db'
import type { SessionCaller } from '../../bff/src/platform/http/caller'
import { isRefused } from '../../bff/src/platform/http/refused'
import { makeMemoryKv } from '../../bff/src/platform/kv/memory-kv'
import { newId } from '../../bff/src/platform/new-id'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { root } from './test-stores'

const content = loadContent(path.join(root, 'bff', 'content'))

/** Somebody signed in for themselves, verified by name. */
export const callerOf = (citizenId: string): SessionCaller => ({
  kind: 'citizen',
  citizenId,
  selfIds: [citizenId],
  ownerId: citizenId,
  ownerIds: [citizenId],
  capacity: { kind: 'self', mandateId: null, scope: null },
  sessionId: newId(),
  sessionHash: newId(),
  channel: 'mini-program',
  level: 'real-name',
  checkedAt: null,
  signedInAt: new Date()
})

/** Sign-on to partners over a store, without the rest of the product: 张敏 is who everybody is verified as. */
export function makePartnerGround(db: Db) {
  const clock = movableClock()
  const ledger = makeLedger(clock)
  const samePerson = async (_sql: unknown, ownerId: string) => [ownerId]
  const consents = makeConsents({
    db,
    clock,
    content,
    samePerson,
    given: async () => undefined,
    tellOwner: async () => undefined
  })
  const sealer = makeSealer({
    masterKeys: [{ id: 'k1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    algorithm: 'sm4'
  })
  const settings = Object.fromEntries(
    [...content.partners.keys()].map((id) => [id, { url: `https://${id}.example/in`, secret: `secret-of-${id}` }])
  )
  const persons = {
    maskedName: async () => '张*',
    verified: async () => ({
      name: '张敏',
      certificate: 'id-card' as const,
      idNumber: '669999198803120021',
      birthDay: '1988-03-12'
    }),
    phone: async () => '19900000001'
  }
  /** Another process of the product over the same store. */
  const process = () =>
    makeSignOn({
      ...{ db, kv: makeMemoryKv(), clock, content, settings, consents, ledger, persons },
      blindIndex: sealer.blindIndex
    })
  const signOn = process()
  const agree = async (caller: SessionCaller, partnerId: string) => {
    const sharing = content.sharings.get(content.partners.get(partnerId)?.sharingId ?? '')
    const wanted = { sharingId: sharing?.id ?? '', version: sharing?.version ?? '' }
    const given = await db.tx((tx) => consents.give(tx, caller, wanted))
    if (isRefused(given)) throw new Error(given.code)
    return given.row.id
  }
  const ticketFor = async (caller: SessionCaller, partnerId: string): Promise<string> => {
    const opened = await signOn.open(caller, partnerId)
    if (isRefused(opened)) throw new Error(opened.code)
    return new URL(opened.url).searchParams.get('ticket') ?? ''
  }
  return { clock, consents, signOn, process, settings, agree, ticketFor }
}
export type PartnerGround = ReturnType<typeof makePartnerGround>

/** Presents one ticket `times` times over several processes at once; gives how often it was accepted. */
export async function replayTicket(ground: PartnerGround, times: number): Promise<number> {
  const caller = callerOf(newId())
  await ground.agree(caller, 'culture-tourism')
  const ticket = await ground.ticketFor(caller, 'culture-tourism')
  const processes = [ground.process(), ground.process(), ground.process()]
  const answers = []
  for (let done = 0; done < times; done += 100)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(100, times - done) }, (_, n) =>
          processes[n % processes.length]?.exchange('culture-tourism', ticket)
        )
      ))
    )
  return answers.filter((answer) => typeof answer === 'object').length
}
