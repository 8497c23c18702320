import { expect, test } from 'vitest'
import { newId, newMarker } from '../../../../src/main/ledger/sqlite/ids.ts'

test('ids sort by their instant, and of one instant by their making', () => {
  const ids = Array.from({ length: 1_000 }, (_, n) => newId(1_790_000_000_000 + Math.floor(n / 400)))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(String(ids[0]).replaceAll('-', '').slice(0, 12), 16)).toBe(1_790_000_000_000)
})

test('no two ids share their chance, however many are made', () => {
  const tails = Array.from({ length: 2_000 }, () => newId(1_790_000_000_000).slice(-8))
  expect(new Set(tails).size).toBeGreaterThan(1_990)
})

test('a marker is the number of its sale and eight digits that are never taken for others', () => {
  const markers = Array.from({ length: 400 }, () => newMarker('CF-000123'))
  for (const marker of markers) expect(marker).toMatch(/^CF-000123-[0-9A-HJKMNP-TV-Z]{8}$/)
  expect(new Set(markers).size).toBe(400)
  expect(new Set(markers.map((marker) => marker.at(-1))).size).toBe(32)
})
