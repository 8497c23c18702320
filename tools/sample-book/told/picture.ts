const SIDE = 64

/** Writes bits, the lowest first, as VP8L reads them. */
function bitWriter() {
  const bytes: number[] = []
  let filled = 0
  return {
    bytes,
    put(value: number, bits: number): void {
      for (let n = 0; n < bits; n += 1) {
        if (filled % 8 === 0) bytes.push(0)
        const last = bytes.length - 1
        bytes[last] = (bytes[last] ?? 0) | (((value >>> n) & 1) << (filled % 8))
        filled += 1
      }
    },
  }
}

type Colour = readonly [red: number, green: number, blue: number]

/** Draws a disc on a ground as a lossless WebP of 64×64 px; the two colours must differ in each of their three parts. */
export function discPicture(ground: Colour, disc: Colour): Uint8Array {
  const bits = bitWriter()
  bits.put(0x2f, 8)
  bits.put(SIDE - 1, 14)
  bits.put(SIDE - 1, 14)
  // No alpha, version 0; then no transform, no colour cache, one set of codes.
  bits.put(0, 1)
  bits.put(0, 3)
  bits.put(0, 3)
  const [groundRed, groundGreen, groundBlue] = ground
  const [discRed, discGreen, discBlue] = disc
  const parts = [
    [groundGreen, discGreen],
    [groundRed, discRed],
    [groundBlue, discBlue],
  ] as const
  for (const [one, other] of parts) {
    // A simple code of two symbols, each of eight bits: the lower one is written as 0.
    bits.put(0b111, 3)
    bits.put(Math.min(one, other), 8)
    bits.put(Math.max(one, other), 8)
  }
  // Alpha and distance: one symbol each, which takes no bits in the picture.
  bits.put(0b101, 3)
  bits.put(255, 8)
  bits.put(0b001, 3)
  bits.put(0, 1)
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const inside = (2 * x + 1 - SIDE) ** 2 + (2 * y + 1 - SIDE) ** 2 < (SIDE * 0.8) ** 2
      for (const [one, other] of parts) bits.put((inside ? other > one : one > other) ? 1 : 0, 1)
    }
  }
  return riff(Uint8Array.from(bits.bytes))
}

function riff(data: Uint8Array): Uint8Array {
  const padded = data.length + (data.length % 2)
  const file = Buffer.alloc(20 + padded)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(12 + padded, 4)
  file.write('WEBPVP8L', 8, 'latin1')
  file.writeUInt32LE(data.length, 16)
  file.set(data, 20)
  return file
}
