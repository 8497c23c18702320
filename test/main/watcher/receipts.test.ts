import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../../../src/main/practice/requests/faults.ts'
import type { Sale } from '../../support/books/stock.ts'
import { MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

const withoutReceipt = async (room: Room, sales: readonly Sale[]) => {
  const details = await Promise.all(sales.map((sale) => room.detail(sale)))
  return details.filter((detail) => detail.receipts.length === 0).map((detail) => detail.invoice.status)
}

describe('receipts that a provider keeps apart from its list', () => {
  it.each<FaultKind>(['http_status', 'timeout_before', 'truncated_json', 'connection_reset'])(
    'are asked for again after a %s, though the list says the same as before',
    async (kind) => {
      const room = await open({ providers: ['daisy'] })
      const sales = await room.stock(
        'daisy',
        Array.from({ length: 300 }, (_, n) => ({
          age: MINUTE + n * SECOND,
          dueIn: MINUTE,
          checkedAgo: 5 * SECOND,
        })),
      )
      room.start()
      await room.pass(20 * SECOND)
      room.fault({ provider: 'daisy', operation: 'receipts', kind, times: 3 })
      const paid = sales.slice(0, 10)
      for (const sale of paid) room.pay(sale)
      await room.pass(3 * MINUTE)
      expect(await Promise.all(paid.map((sale) => room.statusOf(sale)))).toEqual(paid.map(() => 'paid'))
      expect(await withoutReceipt(room, paid)).toEqual([])
    },
  )
})
