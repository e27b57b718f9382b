import { type Coordinates, coordinates } from './coordinates'

describe('a point on the map', () => {
  it('carries its coordinate system', () => {
    const people: Coordinates<'GCJ-02'> = coordinates('GCJ-02', 106.551559, 29.563009)
    expect(people).toEqual({ crs: 'GCJ-02', longitude: 106.551559, latitude: 29.563009 })
  })

  it('with longitude and latitude swapped is refused', () => {
    expect(() => coordinates('WGS-84', 29.5, 106.5)).toThrow('latitude out of range: 106.5')
  })

  it.each([
    [180.1, 0],
    [-181, 0],
    [0, -90.1],
    [Number.NaN, 0],
    [0, Number.NaN]
  ])('at %d, %d is refused', (longitude, latitude) => {
    expect(() => coordinates('WGS-84', longitude, latitude)).toThrow(RangeError)
  })
})
