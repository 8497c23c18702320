import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keys } from '../../../src/renderer/data/keys.ts'
import {
  createQueryClient,
  isAsNew,
  refresh,
  refreshBeside,
} from '../../../src/renderer/data/query-client.ts'

const CHANGED = {
  kind: 'keys',
  keys: [keys.invoiceLists(), keys.exceptions(), keys.invoice('a')],
  commit: null,
} as const
const FRAME_MS = 16

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

let client: QueryClient
let read: string[]
let frames: number
let stop: (() => void)[]

/** Shows a query on a screen; `answer` gives what it reads. */
function show(name: string, queryKey: readonly unknown[], answer: () => Promise<unknown>): void {
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: async () => {
      read.push(`${name} is asked for in frame ${frames}`)
      const value = await answer()
      read.push(`${name} has come`)
      return value
    },
    initialData: 'as it was',
  })
  stop.push(observer.subscribe(() => undefined))
}

beforeEach(() => {
  // A page's frames, which plain Node has none of.
  frames = 0
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) =>
    setTimeout(() => {
      paint()
      frames += 1
    }, FRAME_MS),
  )
  client = createQueryClient()
  read = []
  stop = []
})
afterEach(() => {
  for (const one of stop) one()
  client.clear()
  vi.unstubAllGlobals()
})

describe('fetching again what a change made stale', () => {
  it('asks for the sale on the screen at once, and for the lists after it has come and was painted', async () => {
    show('the sale', keys.invoice('a'), () => sleep(5).then(() => 'paid'))
    show('the strip', keys.waiting(), async () => 'rows')
    refresh(client, CHANGED)
    await vi.waitFor(() => expect(client.getQueryData(keys.waiting())).toBe('rows'))
    expect(read).toEqual([
      'the sale is asked for in frame 0',
      'the sale has come',
      'the strip is asked for in frame 1',
      'the strip has come',
    ])
  })

  it('asks for a list once when an answer and its event both made it stale', async () => {
    show('the strip', keys.waiting(), async () => 'rows')
    refreshBeside(client, [keys.invoiceLists()])
    refresh(client, CHANGED)
    refreshBeside(client, [keys.invoiceLists()])
    await vi.waitFor(() => expect(client.getQueryData(keys.waiting())).toBe('rows'))
    await sleep(3 * FRAME_MS)
    expect(read.filter((line) => line.startsWith('the strip is asked for'))).toHaveLength(1)
  })

  it('asks again for what changes after the lists were read', async () => {
    show('the strip', keys.waiting(), async () => 'rows')
    for (const times of [1, 2]) {
      refresh(client, CHANGED)
      await vi.waitFor(() => expect(read.filter((line) => line.endsWith('has come'))).toHaveLength(times))
    }
  })

  it('lets a sale that does not come keep the lists for a quarter of a second only', async () => {
    show('the sale', keys.invoice('a'), () => new Promise(() => undefined))
    show('the strip', keys.waiting(), async () => 'rows')
    refresh(client, CHANGED)
    await vi.waitFor(() => expect(client.getQueryData(keys.waiting())).toBe('rows'), { timeout: 2_000 })
  })

  it('reads the lists also in a window that paints nothing', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    show('the strip', keys.waiting(), async () => 'rows')
    refresh(client, CHANGED)
    await vi.waitFor(() => expect(client.getQueryData(keys.waiting())).toBe('rows'))
  })

  it('does not ask for a sale again that was read with the change, or after it; for an older one it does', async () => {
    show('the sale', keys.invoice('a'), async () => ({ asOf: 9 }))
    client.setQueryData(keys.invoice('a'), { asOf: 7 })
    refresh(client, { ...CHANGED, keys: [keys.invoice('a')], commit: 7 })
    refresh(client, { ...CHANGED, keys: [keys.invoiceDetails()], commit: 6 })
    await sleep(2 * FRAME_MS)
    expect(read).toEqual([])
    refresh(client, { ...CHANGED, keys: [keys.invoice('a')], commit: 8 })
    await vi.waitFor(() => expect(client.getQueryData(keys.invoice('a'))).toEqual({ asOf: 9 }))
    expect(read.filter((line) => line.endsWith('has come'))).toHaveLength(1)
  })

  it('asks again for a sale that is being read anew, whatever number it was read as of', async () => {
    show('the sale', keys.invoice('a'), () => sleep(5).then(() => ({ asOf: 2 })))
    client.setQueryData(keys.invoice('a'), { asOf: 900 })
    refresh(client, { kind: 'everything' })
    refresh(client, { ...CHANGED, keys: [keys.invoice('a')], commit: 2 })
    await vi.waitFor(() => expect(client.getQueryData(keys.invoice('a'))).toEqual({ asOf: 2 }))
    expect(read.filter((line) => line.startsWith('the sale is asked for'))).toHaveLength(2)
  })

  it('keeps an answer that is as new as what is held, and one about a sale that is being read anew', () => {
    const held = (asOf: number, isInvalidated = false) => ({ data: { asOf }, isInvalidated })
    expect(
      [undefined, held(6), held(7), held(8), held(8, true)].map((one) => isAsNew(one, { asOf: 7 })),
    ).toEqual([true, true, true, false, true])
  })

  it('asks for every sale again where the change names no commit', async () => {
    show('the sale', keys.invoice('a'), async () => ({ asOf: 9 }))
    client.setQueryData(keys.invoice('a'), { asOf: 7 })
    refresh(client, { ...CHANGED, keys: [keys.invoice('a')], commit: null })
    await vi.waitFor(() => expect(client.getQueryData(keys.invoice('a'))).toEqual({ asOf: 9 }))
  })
})
