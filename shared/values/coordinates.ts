/**
 * WGS-84: satellite receivers (CGCS2000 and Tianditu are the same within a metre). GCJ-02: Tencent, WeChat and Amap
 * maps. BD-09: Baidu maps. The same numbers in two systems lie some hundred metres apart.
 */
export type CoordinateSystem = 'WGS-84' | 'GCJ-02' | 'BD-09'

type In<System extends CoordinateSystem> = {
  readonly crs: System
  readonly longitude: number
  readonly latitude: number
}

/** A point in degrees that knows its coordinate system, so that two systems cannot be mixed unnoticed. */
export type Coordinates<System extends CoordinateSystem = CoordinateSystem> = System extends CoordinateSystem
  ? In<System>
  : never

/** Makes a point; throws RangeError when a degree is out of range (often: longitude and latitude were swapped). */
export function coordinates<System extends CoordinateSystem>(
  crs: System,
  longitude: number,
  latitude: number
): In<System> {
  if (!(Math.abs(longitude) <= 180)) throw new RangeError(`longitude out of range: ${longitude}`)
  if (!(Math.abs(latitude) <= 90)) throw new RangeError(`latitude out of range: ${latitude}`)
  return { crs, longitude, latitude }
}
