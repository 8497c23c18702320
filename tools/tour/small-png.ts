import { decode, encode } from 'fast-png'

const MOST_COLOURS = 256
const BEST_COMPRESSION = 9

/** Writes a picture of the window anew with a palette of at most 256 colours: about half its size, and the same to the eye. */
export function smallPng(png: Uint8Array): Uint8Array {
  const { width, height, channels, data } = decode(png)
  const colours = new Uint32Array(width * height)
  const counts = new Map<number, number>()
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const at = pixel * channels
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
    colours[pixel] = colour
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  // Planes of one colour come first, so they stay exact; what is rounded is the edge of a letter.
  const kept = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  const palette = kept.slice(0, MOST_COLOURS).map((colour) => partsOf(colour))
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]))
  const pixels = Uint8Array.from(colours, (colour) => places.get(colour) ?? 0)
  return encode(
    { width, height, depth: 8, channels: 1, palette, data: pixels },
    { zlib: { level: BEST_COMPRESSION } },
  )
}

function partsOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255]
}

function nearest(palette: readonly (readonly number[])[], colour: number): number {
  const parts = partsOf(colour)
  const distances = palette.map((one) =>
    one.reduce((sum, part, at) => sum + (part - (parts[at] ?? 0)) ** 2, 0),
  )
  return distances.indexOf(Math.min(...distances))
}
