import path from 'node:path'
import { messagesRoutes } from '@shared/contract/messages'
import { capturedLog } from '../../support/captured-log'
import { startProduct } from '../../support/start-product'
import { browsers } from './browsers'
import { canaryGround, canaryValues } from './canaries'
import { transparentSealer } from './careless'
import { everyday, takeBack } from './everyday'
import { makeFinder } from './find-values'
import { listenIn } from './listen-in'
import { brokenStore, mistype, ON_PURPOSE, spoilEverything, troubledDepartments } from './misuse'
import { controlReplies, dataFiles, everyFile, everyRow, hearKv, redisContent } from './places'
import { routesLeftOut } from './routes-reached'
import { arrive, depart, exportOf, forOthers, newClerk, ownBusiness } from './run'
import { staffLife } from './staff-life'

/** How much was looked through and what was found there, by the name of the value. */
export interface Place {
  bytes: number
  found: Map<string, number>
}

const mapped = (places: Record<string, string | Buffer>, find: ReturnType<typeof makeFinder>) =>
  Object.fromEntries(
    Object.entries(places).map(([name, content]): [string, Place] => [
      name,
      { bytes: Buffer.byteLength(content), found: find(content) }
    ])
  )

const MISUSED = new RegExp(ON_PURPOSE)

/** WeChat itself appends whose message it is to the address of a push; our log and metrics hold no address. */
const withoutOpenid = (url: string): string =>
  url.startsWith('/api/v1/departments/wechat/push?') ? url.replace(/([?&]openid=)[^&]*/, '$1') : url

/**
 * The whole life of the canary citizens in one product, then every place where something of it may lie. `careless`
 * seals nothing and logs what a careless program logs: the negative control.
 */
export async function sweep({ careless }: { careless: boolean }) {
  const ground = canaryGround()
  const log = capturedLog()
  const { peopleFile, contentFolder } = ground
  const sealer = careless ? { sealer: transparentSealer() } : {}
  const product = await startProduct({ log: log.log, peopleFile, contentFolder, ...sealer })
  const air = listenIn(Number(new URL(product.url).port))
  const kv = hearKv(product)
  try {
    const cast = await arrive(product)
    const clerk = await newClerk(product)
    const details = await ownBusiness(product, cast, clerk)
    await forOthers(product, cast, clerk)
    const cookies = await browsers(product, cast)
    await everyday(product, cast)
    await mistype(product, cast.applicant)
    await spoilEverything(product, cast)
    await troubledDepartments(product, cast)
    await staffLife(product, clerk)
    await cast.applicant.signIn()
    await brokenStore(product, cast.applicant, log.log)
    const exported = {
      applicant: await exportOf(product, cast.applicant),
      traveller: await exportOf(product, cast.traveller)
    }
    const rowsBefore = await everyRow(product)
    const tokens = [...Object.values(cast).map((one) => one.token()), clerk.cookie(), ...cookies]
    const inbox = await Promise.all(
      [cast.applicant, cast.owner].map(async (who) =>
        JSON.stringify((await who.call(messagesRoutes.listMessages, { query: { limit: '50' } })).body)
      )
    )
    await takeBack(cast.applicant)
    await cast.principal.signIn()
    await depart(product, cast)

    const metrics = await (await fetch(`${product.url}/metrics`)).text()
    const backup = path.join(ground.folder, 'backup')
    const control = await controlReplies(product, backup)
    const heard = air.heard
    const ownLog = log.text()
    if (careless) for (const { url, body } of heard) log.log.debug({ event: 'request', url, body })
    const values = canaryValues(product.secrets.wechat.appid, product.secrets.wechat.oaAppid)
    for (const { label, value } of details) if (label === '个人编号') values.set('result.personalNo', value)
    const find = makeFinder(values)
    const places = {
      log: ownLog,
      'log of a careless program': log.text().slice(ownLog.length),
      metrics,
      'error bodies': heard.flatMap(({ status, body }) => (status >= 400 ? [body] : [])).join('\n'),
      'addresses we answered': heard.flatMap(({ url }) => (MISUSED.test(url) ? [] : [withoutOpenid(url)])).join('\n'),
      'addresses and headers sent to departments': air.sent.map(({ url, headers }) => `${url} ${headers}`).join('\n'),
      'reply headers and cookies': heard.map(({ headers }) => headers).join('\n'),
      'database rows': `${rowsBefore}\n${await everyRow(product)}`,
      'database files': await dataFiles(product),
      'key-value store': `${kv.join('\n')}\n${await redisContent()}`,
      'files folder': everyFile(path.join(product.folder, 'files')),
      'data folder': everyFile(product.folder),
      backup: everyFile(backup),
      'control socket': control,
      inbox: inbox.join('\n')
    }
    const secret = makeFinder(new Map(tokens.filter(Boolean).map((token, place) => [`token ${place}`, token])), {
      hashes: false
    })
    return {
      places: mapped(places, find),
      tokens: mapped({ ...places, 'reply headers and cookies': '' }, secret),
      exported: { applicant: find(exported.applicant), traveller: find(exported.traveller) },
      statuses: heard.reduce(
        (all, { status }) => all.set(status, (all.get(status) ?? 0) + 1),
        new Map<number, number>()
      ),
      defects: heard.filter(({ status }) => status >= 500).length,
      leftOut: routesLeftOut(air)
    }
  } finally {
    air.stop()
    await product.close()
    ground.remove()
  }
}
export type Swept = Awaited<ReturnType<typeof sweep>>

/** Found anything at all, place by place: `place: value ×n`. */
export const findings = (places: Record<string, Place>): string[] =>
  Object.entries(places).flatMap(([place, { found }]) =>
    [...found].map(([name, count]) => `${place}: ${name} ×${count}`)
  )
