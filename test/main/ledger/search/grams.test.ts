import { expect, test } from 'vitest'
import {
  BLOCK,
  eachPlace,
  gramAt,
  gramsFrom,
  gramsOf,
  keepPlaces,
  packed,
} from '../../../../src/main/ledger/search/grams.ts'
import { createChance } from '../../../support/app/chance.ts'

test('any places of a block are the same once they were packed', () => {
  const chance = createChance(4)
  const some = [
    [],
    [0],
    [BLOCK - 1],
    [0, BLOCK - 1],
    [127, 255, 256, 16_511],
    Array.from({ length: BLOCK }, (_, place) => place),
    // As many bytes as bits would take, one less and one more.
    ...[4_095, 4_096, 4_097].map((length) => Array.from({ length }, (_, n) => n * 7)),
    ...[0.9, 0.3, 0.1, 0.01, 0.001].map((part) =>
      Array.from({ length: BLOCK }, (_, place) => place).filter(() => chance.unit() < part),
    ),
  ]
  for (const places of some) {
    const bytes = packed(Uint16Array.from(places))
    expect(bytes.length).toBeLessThanOrEqual(BLOCK / 8)
    const back: number[] = []
    eachPlace(bytes, (place) => back.push(place))
    expect(back).toEqual(places)
    for (const part of [1, 0.1, 0.001]) {
      const others = Array.from({ length: BLOCK }, (_, place) => place).filter(() => chance.unit() < part)
      const both = new Set(places)
      expect(keepPlaces(others, bytes)).toEqual(others.filter((place) => both.has(place)))
    }
  }
})

test('the grams that begin with a text lie side by side', () => {
  for (const text of ['ab', 'é', '李', 'z\uffff']) {
    const [first, last] = gramsFrom(text)
    for (const behind of ['\0\0', 'xy', '\uffff\uffff']) {
      const gram = gramAt(`${text}${behind}`, 0)
      expect(gram >= first && gram <= last).toBe(true)
    }
  }
  const [first, last] = gramsFrom('ab')
  for (const other of ['aa\uffff', 'ac\0', 'b\0\0', 'Ab\uffff']) {
    const gram = gramAt(other, 0)
    expect(gram >= first && gram <= last).toBe(false)
  }
})

test('each gram of a text is there once', () => {
  expect([...gramsOf('abcabc')].sort()).toEqual(['abc', 'bca', 'cab'].map((one) => gramAt(one, 0)).sort())
  expect(gramsOf('ab').size).toBe(0)
})
