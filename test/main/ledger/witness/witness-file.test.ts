import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openWitness, readWitness, type Witness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { tempFolder } from '../../../support/books/open-book.ts'

const PLACE = 1024

function witness(commit: number): Witness {
  return {
    bookId: '01a2216c-39d9-72fc-877d-12b30afbd66f',
    commit,
    at: 1_000 + commit,
    invoices: commit,
    receipts: 0,
    events: 2 * commit,
    lastEventId: `event-${commit}`,
    lastNumber: commit,
    reservedNumber: 50,
    clean: false,
    suspect: false,
    file: '1 2 3 4 5',
    journalBytes: 4096,
    checkedAt: null,
  }
}

function written(commits: number): string {
  const path = join(tempFolder(), 'witness', 'live.witness')
  const file = openWitness(path)
  for (let n = 1; n <= commits; n++) file.write(witness(n))
  file.close()
  return path
}

test('the last one that was written is read, also after it was opened again', () => {
  const path = written(3)
  expect(readWitness(path)).toEqual(witness(3))
  const again = openWitness(path)
  again.write(witness(4))
  again.close()
  expect(readWitness(path)).toEqual(witness(4))
})

test('a kill needs no close: what was written is read by others at once', () => {
  const path = join(tempFolder(), 'live.witness')
  const file = openWitness(path)
  file.write(witness(1))
  file.write(witness(2))
  expect(readWitness(path)).toEqual(witness(2))
  file.close()
})

test('given the newer place is torn anywhere, the one before it is read', () => {
  for (let cut = 0; cut < PLACE; cut += 37) {
    const path = written(3)
    const bytes = readFileSync(path)
    // The third write went to the second place.
    bytes.fill(0, PLACE + cut, 2 * PLACE - 300)
    writeFileSync(path, bytes)
    const found = readWitness(path)
    const whole = cut >= PLACE - 300 - 1 || bytes.subarray(PLACE).toString('latin1').trimEnd().endsWith('}')
    expect(found, `cut at ${cut}`).toEqual(whole ? witness(3) : witness(2))
  }
})

test('given one bit of a place is flipped, that place is not believed', () => {
  const text = readFileSync(written(2)).toString('latin1')
  const used = text.slice(0, PLACE).trimEnd().length
  for (let at = 0; at < used; at += 11) {
    const path = written(2)
    const bytes = readFileSync(path)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(readWitness(path)?.commit, `byte ${at}`).toBe(1)
  }
})

test('nothing that can be read is no witness', () => {
  const path = written(2)
  truncateSync(path, 0)
  expect(readWitness(path)).toBeNull()
  writeFileSync(path, 'x'.repeat(5_000))
  expect(readWitness(path)).toBeNull()
  expect(readWitness(join(dirname(path), 'not-there'))).toBeNull()
})

test('what lies there and is no witness is put aside, byte for byte, and a new one begun', () => {
  const path = written(2)
  writeFileSync(path, 'something else')
  const file = openWitness(path, () => 77)
  file.write(witness(5))
  file.close()
  expect(readFileSync(`${path}.damaged-77`, 'utf8')).toBe('something else')
  expect(readWitness(path)).toEqual(witness(5))
})

test('what is put aside while the clock stands still takes no place of what was put aside before', () => {
  const path = written(2)
  for (const text of ['something else', 'yet another thing']) {
    writeFileSync(path, text)
    openWitness(path, () => 77).close()
  }
  expect([77, 78].map((at) => readFileSync(`${path}.damaged-${at}`, 'utf8'))).toEqual([
    'something else',
    'yet another thing',
  ])
})

test('a folder in the place of the file, and a file in the place of the folder, are put aside', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'live.witness'))
  openWitness(join(folder, 'live.witness'), () => 78).close()
  expect(readdirSync(folder).sort()).toEqual(['live.witness', 'live.witness.damaged-78'])

  writeFileSync(join(folder, 'witness'), 'a file')
  const file = openWitness(join(folder, 'witness', 'live.witness'), () => 79)
  file.write(witness(1))
  file.close()
  expect(readWitness(join(folder, 'witness', 'live.witness'))).toEqual(witness(1))
  expect(readFileSync(join(folder, 'witness.damaged-79'), 'utf8')).toBe('a file')
})

test('the same that come there while it is open are put aside, and what was written last is written anew', () => {
  const path = join(tempFolder(), 'witness', 'live.witness')
  const file = openWitness(path, () => 80)
  file.write(witness(1))
  rmSync(path)
  mkdirSync(path)
  file.flush()
  expect(readWitness(path)).toEqual(witness(1))
  expect(readdirSync(dirname(path)).sort()).toEqual(['live.witness', 'live.witness.damaged-80'])

  rmSync(dirname(path), { recursive: true })
  writeFileSync(dirname(path), 'a file')
  file.write(witness(2))
  file.flush()
  file.close()
  expect(readWitness(path)).toEqual(witness(2))
  expect(readFileSync(`${dirname(path)}.damaged-80`, 'utf8')).toBe('a file')
})

test.skipIf(process.platform === 'win32')('only its person reads it', () => {
  const path = written(1)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
})
