import { isoWithOffset } from '../../../shared/time/zone.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const ZERO = 0x30

/** How an instant is told: with its offset or in UTC as ISO 8601 has it, as a spreadsheet takes for a date and a time, or by its day or month. */
export type InstantForm = 'iso' | 'isoUtc' | 'sheet' | 'sheetUtc' | 'day' | 'month'

/** Writes instants of one zone. */
export interface InstantWriter {
  /** Writes an instant (epoch ms) as ASCII and gives the place behind it. */
  write(at: number, form: InstantForm, into: Uint8Array, place: number): number
  text(at: number, form: InstantForm): string
  /** What the clock of the zone showed, as if it were UTC, in epoch ms. */
  wallClock(at: number): number
}

/** Makes a writer of local times in an IANA zone. An offset is looked up once for a day whose two ends agree; on a day when the clocks change, for every instant. */
export function createInstantWriter(zone: string): InstantWriter {
  const steady = new Map<number, number | null>()
  const texts = new Map<number, Uint8Array>()
  let [lastDay, lastOffset] = [Number.NaN, 0]
  let lastTold = Number.NaN
  let lastText: Uint8Array = new Uint8Array(0)

  /** Minutes that the zone is ahead of UTC. */
  function offsetAt(at: number): number {
    const day = Math.floor(at / DAY)
    if (day === lastDay) return lastOffset
    let offset = steady.get(day)
    if (offset === undefined) {
      const first = offsetIn(isoWithOffset(day * DAY, zone))
      offset = first === offsetIn(isoWithOffset(day * DAY + DAY - 1, zone)) ? first : null
      steady.set(day, offset)
    }
    if (offset === null) return offsetIn(isoWithOffset(at, zone))
    lastDay = day
    lastOffset = offset
    return offset
  }

  function dayText(day: number): Uint8Array {
    if (day === lastTold) return lastText
    let text = texts.get(day)
    if (!text) {
      text = Buffer.from(new Date(day * DAY).toISOString().split('T')[0] ?? '')
      texts.set(day, text)
    }
    lastTold = day
    lastText = text
    return text
  }

  function write(at: number, form: InstantForm, into: Uint8Array, place: number): number {
    const offset = form === 'isoUtc' || form === 'sheetUtc' ? 0 : offsetAt(at)
    const shown = at + offset * MINUTE
    const day = Math.floor(shown / DAY)
    const text = dayText(day)
    const length = form === 'month' ? text.length - 3 : text.length
    let to = place
    for (let n = 0; n < length; n += 1) into[to++] = text[n] as number
    if (form === 'day' || form === 'month') return to
    const isSheet = form === 'sheet' || form === 'sheetUtc'
    let left = shown - day * DAY
    into[to++] = isSheet ? 0x20 : 0x54
    to = twoDigits(into, to, Math.floor(left / 3_600_000))
    left %= 3_600_000
    into[to++] = 0x3a
    to = twoDigits(into, to, Math.floor(left / MINUTE))
    left %= MINUTE
    into[to++] = 0x3a
    to = twoDigits(into, to, Math.floor(left / 1_000))
    if (isSheet) return to
    left %= 1_000
    into[to++] = 0x2e
    into[to++] = ZERO + Math.floor(left / 100)
    to = twoDigits(into, to, left % 100)
    if (form === 'isoUtc') {
      into[to++] = 0x5a
      return to
    }
    const minutes = Math.abs(offset)
    into[to++] = offset < 0 ? 0x2d : 0x2b
    to = twoDigits(into, to, Math.floor(minutes / 60))
    into[to++] = 0x3a
    return twoDigits(into, to, minutes % 60)
  }

  const scratch = Buffer.alloc(64)
  return {
    write,
    text: (at, form) => scratch.toString('latin1', 0, write(at, form, scratch, 0)),
    wallClock: (at) => at + offsetAt(at) * MINUTE,
  }
}

function twoDigits(into: Uint8Array, at: number, value: number): number {
  into[at] = ZERO + Math.floor(value / 10)
  into[at + 1] = ZERO + (value % 10)
  return at + 2
}

/** The minutes of the offset at the end of an ISO time. */
function offsetIn(iso: string): number {
  const offset = iso.slice(-6)
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}
