import type { ServiceDefinition } from './port'

/** Windows in every street, which one need not travel to. */
const NEAR = /各街道|派出所/

/** The tags people filter by say what the item itself says: 网上办, 马上办, 就近办, 一次办. One line per finding. */
export function lintTags({ guide, form, acceptance }: ServiceDefinition): string[] {
  const { tags, promise, windows, visits } = guide
  const atOnce = promise.value?.unit === 'at-once'
  const oneForm = acceptance !== null && 'parts' in acceptance
  const once = oneForm || (visits.value !== null && visits.value <= 1)
  const want = (tag: string, wanted: boolean, why: string) =>
    wanted && !tags.includes(tag) ? [`tags: lacks ${tag}: ${why}`] : []
  const forbid = (tag: string, fits: boolean, why: string) =>
    !fits && tags.includes(tag) ? [`tags: has ${tag}, but ${why}`] : []
  return [
    ...want('网上办', form !== null, 'it has an online form'),
    ...want('马上办', atOnce, 'it is promised at once'),
    ...forbid('马上办', atOnce, 'it is not promised at once'),
    ...want(
      '就近办',
      windows.some(({ name }) => NEAR.test(name)),
      'a window of it is in every street'
    ),
    ...want('一次办', once, 'one form or one visit does it'),
    ...forbid('一次办', once, 'neither one form nor one visit does it')
  ]
}
