/** A grey picture: one value of 0 (black) to 255 (white) every `step` bytes, line by line. */
export interface GreyPicture {
  points: Uint8Array
  step: number
  width: number
  height: number
}

/** Places of this many points a side are compared; a line of text is several of them long. */
const PLACE = 32
/** What the brightest points are: all but this part are darker. Single bright points are noise. */
const BRIGHTEST_PART = 0.005

/** `brightest`: what the brightest points reach (0–255); `spread`: standard deviation of all. */
export function brightnessOf({ points, step, width, height }: GreyPicture): { brightest: number; spread: number } {
  const counts = new Uint32Array(256)
  const all = width * height
  let sum = 0
  let squares = 0
  for (let at = 0; at < all; at += 1) {
    const value = points[at * step] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
    sum += value
    squares += value * value
  }
  let brightest = 255
  for (let above = 0; brightest > 0; brightest -= 1) {
    above += counts[brightest] ?? 0
    if (above > all * BRIGHTEST_PART) break
  }
  const mean = sum / all
  return { brightest, spread: Math.sqrt(Math.max(0, squares / all - mean * mean)) }
}

/** Variance of the Laplacian inside one place: how hard its edges are. */
function edgesAt({ points, step, width }: GreyPicture, left: number, top: number): number {
  const line = width * step
  let sum = 0
  let squares = 0
  for (let y = top; y < top + PLACE; y += 1)
    for (let at = (y * width + left) * step, end = at + PLACE * step; at < end; at += step) {
      const beside = (points[at - step] ?? 0) + (points[at + step] ?? 0)
      const edge = 4 * (points[at] ?? 0) - beside - (points[at - line] ?? 0) - (points[at + line] ?? 0)
      sum += edge
      squares += edge * edge
    }
  const many = PLACE * PLACE
  return squares / many - (sum / many) ** 2
}

/**
 * How sharp the sharpest fiftieth of a picture is (variance of the Laplacian): a paper on an empty table is judged by
 * the paper. Hard edges of text give several hundred, a photo out of focus gives a few.
 */
export function sharpnessOf(picture: GreyPicture): number {
  const places: number[] = []
  for (let top = 1; top + PLACE < picture.height; top += PLACE)
    for (let left = 1; left + PLACE < picture.width; left += PLACE) places.push(edgesAt(picture, left, top))
  places.sort((a, b) => b - a)
  return places[Math.floor(places.length / 50)] ?? 0
}
