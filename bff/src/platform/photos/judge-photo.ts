import sharp from 'sharp'
import { brightnessOf, sharpnessOf } from './measure'

/**
 * What a photo is like to read. blank: nothing is on it, black or one colour all over. dark, blurred, small: doubtful, a
 * person may see more than we do. unreadable: no program of ours can open it. clear: nothing speaks against it.
 */
export type PhotoJudged = 'clear' | 'blank' | 'dark' | 'blurred' | 'small' | 'unreadable'

/** Looks at a photo (JPEG, PNG). Never throws; a photo that takes too long is clear. */
export type JudgePhoto = (bytes: Buffer) => Promise<PhotoJudged>

/** A photo of 50 million points is larger than any phone sends after shrinking; above it nothing is decoded. */
const MOST_POINTS = 50_000_000
const SECONDS_AT_MOST = 3
/** Photos decoded at the same time; the others wait, so that memory and processors stay free for everybody else. */
const AT_ONCE = 2
/** A photo waits this long for its turn at most, and is then taken as it is. */
const MOST_WAITING = 20
/** The longer side of a photo on which a paper can be read; a portrait of one inch (295 × 413) is above it. */
const READABLE_SIDE = 400
/** All photos are measured at this longer side, so that the numbers below mean the same for each. */
const MEASURED_SIDE = 1024

/** The brightest places of a photo with nothing on it stay below this (of 255). */
const BLACK_BELOW = 20
/** A photo whose brightness differs by less than this (standard deviation, of 255) is one colour all over. */
const EMPTY_BELOW = 1.5
/** Paper in a readable photo is brighter than this. */
const DARK_BELOW = 70
/** The sharpest places of a readable photo are above this (variance of the Laplacian at the measured size). */
const BLURRED_BELOW = 45

// whatever the bytes say they are, no other decoder is ever run on what a stranger sent
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] })
sharp.concurrency(1)
sharp.cache(false)

async function measured(bytes: Buffer): Promise<PhotoJudged> {
  const photo = sharp(bytes, { limitInputPixels: MOST_POINTS, sequentialRead: true, failOn: 'truncated' })
  const { width, height } = await photo.metadata()
  if (Math.max(width, height) < READABLE_SIDE) return 'small'
  const { data, info } = await photo
    .flatten({ background: '#ffffff' })
    .resize({ width: MEASURED_SIDE, height: MEASURED_SIDE, fit: 'inside', withoutEnlargement: true })
    .grayscale()
    .timeout({ seconds: SECONDS_AT_MOST })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const picture = { points: data, step: info.channels, width: info.width, height: info.height }
  const { brightest, spread } = brightnessOf(picture)
  if (brightest < BLACK_BELOW || spread < EMPTY_BELOW) return 'blank'
  if (brightest < DARK_BELOW) return 'dark'
  return sharpnessOf(picture) < BLURRED_BELOW ? 'blurred' : 'clear'
}

/** Measures photos a few at a time, outside the main thread. */
export function makeJudgePhoto(): JudgePhoto {
  let running = 0
  const waiting: (() => void)[] = []
  const turn = async () => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
  }
  const done = () => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (bytes) => {
    if (waiting.length >= MOST_WAITING) return 'clear'
    await turn()
    try {
      return await measured(bytes)
    } catch (caught) {
      return caught instanceof Error && /timeout/i.test(caught.message) ? 'clear' : 'unreadable'
    } finally {
      done()
    }
  }
}
