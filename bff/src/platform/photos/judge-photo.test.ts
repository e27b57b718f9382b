import sharp from 'sharp'
import { makeJudgePhoto } from './judge-photo'

const judge = makeJudgePhoto()

interface Page {
  width: number
  height: number
  paper?: number
  ink?: number
}

/** A page of black bars like lines of letters, on paper of a brightness (0–255). */
function page({ width, height, paper = 240, ink = 20 }: Page) {
  const points = Buffer.alloc(width * height, paper)
  for (let y = Math.floor(height / 6); y < (height * 5) / 6; y += 1)
    for (let x = Math.floor(width / 6); x < (width * 5) / 6; x += 1)
      if (y % 48 < 28 && (x * 7 + Math.floor(y / 48) * 13) % 23 < 9) points[y * width + x] = ink
  return sharp(points, { raw: { width, height, channels: 1 } })
}
const readable = { width: 1600, height: 1200 }

describe('a photo of a paper', () => {
  it('is clear when its letters are sharp, as a JPEG and as a PNG', async () => {
    expect(await judge(await page(readable).jpeg({ quality: 70 }).toBuffer())).toBe('clear')
    expect(await judge(await page(readable).png().toBuffer())).toBe('clear')
  })

  it('is clear when it is as small as a portrait of one inch', async () => {
    expect(await judge(await page({ width: 295, height: 413 }).png().toBuffer())).toBe('clear')
  })

  it('is doubtful when it is out of focus, in the dark, or as small as a stamp', async () => {
    expect(await judge(await page(readable).blur(14).jpeg().toBuffer())).toBe('blurred')
    expect(
      await judge(
        await page({ ...readable, paper: 50, ink: 5 })
          .png()
          .toBuffer()
      )
    ).toBe('dark')
    expect(await judge(await page({ width: 160, height: 120 }).png().toBuffer())).toBe('small')
  })

  it('is blank when it is black, with the noise of a camera too, or one colour all over', async () => {
    const noise = Buffer.from(Array.from({ length: 800 * 600 }, (_, at) => (at * 7919) % 11))
    expect(
      await judge(
        await sharp(noise, { raw: { width: 800, height: 600, channels: 1 } })
          .jpeg()
          .toBuffer()
      )
    ).toBe('blank')
    for (const background of ['#000', '#fff', '#2563eb'])
      expect(
        await judge(
          await sharp({ create: { width: 800, height: 600, channels: 3, background } })
            .jpeg()
            .toBuffer()
        )
      ).toBe('blank')
  })

  it('is not blank with one thin line of a pen on white, or on nothing at all', async () => {
    const points = Buffer.alloc(800 * 400, 255)
    for (let x = 200; x < 600; x += 1) for (const y of [200, 201, 202]) points[y * 800 + x] = 0
    const drawn = sharp(points, { raw: { width: 800, height: 400, channels: 1 } })
    expect(await judge(await drawn.png().toBuffer())).toBe('clear')
    const seen = Buffer.alloc(800 * 400 * 4, 0)
    for (let at = 0; at < 800 * 400; at += 1) seen[at * 4 + 3] = points[at] === 0 ? 255 : 0
    const ink = sharp(seen, { raw: { width: 800, height: 400, channels: 4 } })
    expect(await judge(await ink.png().toBuffer())).toBe('clear')
  })

  it('that nothing can open, or that is cut off, is doubtful and refused by nobody', async () => {
    const whole = await page(readable).jpeg().toBuffer()
    expect(await judge(Buffer.concat([whole.subarray(0, 3), Buffer.alloc(400, 7)]))).toBe('unreadable')
    expect(await judge(whole.subarray(0, whole.length / 2))).toBe('unreadable')
  })

  it('is never read by a decoder for anything but JPEG and PNG', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><text y="90">x</text></svg>'
    expect(await judge(Buffer.from(drawing))).toBe('unreadable')
  })

  it('of more points than any phone takes is not decoded', async () => {
    const huge = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(huge.length).toBeLessThan(2_000_000)
    expect(await judge(huge)).toBe('unreadable')
  })

  it('comes to its turn when many come at once', async () => {
    const photo = await page({ width: 500, height: 500 }).jpeg().toBuffer()
    expect(new Set(await Promise.all(Array.from({ length: 12 }, () => judge(photo))))).toEqual(new Set(['clear']))
  })
})
