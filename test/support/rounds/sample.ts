import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { COMPILED } from '../../../tools/compiled.mjs'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'

/** Writes a live book of made-up sales into the folder of a shop that is not opened yet. */
export async function writeSample(folder: string, sales: number): Promise<void> {
  process.env.NODE_COMPILE_CACHE ??= COMPILED
  mkdirSync(folder, { recursive: true })
  await writeSampleBook({ path: join(folder, 'live.sqlite'), sales, seed: 'reliability' })
}
