import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode, encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { smallPng } from '../../tools/tour/small-png.ts'

const root = join(import.meta.dirname, '../..')
const MOST_BYTES = 300_000

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const shown = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = '', path = '']) => ({
    words,
    path,
  }))

  it('shows the counter, a sale that waits, the same one paid and the list, each told in words', () => {
    const names = ['counter', 'waiting', 'paid', 'books']
    expect(shown.map(({ path }) => path)).toEqual(names.map((name) => `docs/pictures/${name}.png`))
    for (const { words } of shown) expect(words.split(' ').length).toBeGreaterThan(4)
  })

  it('has its pictures as PNG of 1280×800, together small enough to be read at once', () => {
    const files = shown.map(({ path }) => readFileSync(join(root, path)))
    const sizes = files.map((file) => decode(file)).map(({ width, height }) => ({ width, height }))
    expect(sizes).toEqual(shown.map(() => ({ width: 1280, height: 800 })))
    expect(files.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(MOST_BYTES)
  })
})

describe('a small PNG', () => {
  /** Four rows of 200: the first two of one colour, the others of colours that all differ. */
  const pixels = Array.from({ length: 800 }, (_, at) =>
    at < 400 ? [250, 240, 230] : [at % 256, at >> 8, 90],
  )
  const data = Uint8Array.from(pixels.flat())
  const { palette = [], ...small } = decode(
    smallPng(encode({ width: 200, height: 4, channels: 3, depth: 8, data })),
  )
  const colourAt = (at: number) => palette[small.data[at] ?? -1] ?? []

  it('keeps its size and the colour there is most of, with a palette of 256', () => {
    expect([small.width, small.height, palette.length]).toEqual([200, 4, 256])
    expect(colourAt(0).slice(0, 3)).toEqual([250, 240, 230])
  })

  it('takes the nearest colour for one that found no room', () => {
    const off = pixels.map((pixel, at) =>
      Math.hypot(...pixel.map((part, n) => part - (colourAt(at)[n] ?? 999))),
    )
    expect(Math.max(...off)).toBeLessThan(150)
    expect(off.filter((distance) => distance === 0).length).toBeGreaterThanOrEqual(655)
  })
})
