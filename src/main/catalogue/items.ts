import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { PICTURE_BYTES } from '../../shared/contract/plain/limits.ts'
import type { Item, ItemToSave, LineToSell } from '../../shared/contract/shapes/item.ts'
import { exponentOf, isKnownCurrency } from '../../shared/money/currency.ts'
import { type Money, parseMoney } from '../../shared/money/money.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { NewLine } from '../ledger/port/catalogue.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'

/** What the shop sells. */
export interface Catalogue {
  /** The whole catalogue by name, what was put away too. */
  items(): Promise<readonly Item[]>
  /** An item's picture as base64 text; null for none. */
  picture(id: string): Promise<string | null>
  /**
   * Adds an item or changes it.
   *
   * Fails with AMOUNT_* for the price, CURRENCY_NOT_OFFERED, PICTURE_UNFIT, and NOT_FOUND for an item the book has not.
   */
  save(item: ItemToSave): Promise<Result<Item>>
  /** Puts an item away, or takes it back. */
  retire(id: string, retired: boolean): Promise<Result<Item>>
}

export interface CataloguePorts {
  readonly ledger: Pick<LedgerClient, 'items' | 'itemPicture' | 'saveItem' | 'retireItem'>
  readonly clock: Clock
  /** Told after items were written. */
  changed(ids: readonly string[]): void
}

export function createCatalogue({ ledger, clock, changed }: CataloguePorts): Catalogue {
  function written(item: Item | null): Result<Item> {
    if (!item) return refuse('NOT_FOUND')
    changed([item.id])
    return ok(item)
  }

  return {
    items: () => ledger.items(),
    async picture(id) {
      const picture = await ledger.itemPicture(id)
      return picture && Buffer.from(picture).toString('base64')
    },
    async save(item) {
      if (!isKnownCurrency(item.currency)) {
        return refuse('CURRENCY_NOT_OFFERED', { currency: item.currency })
      }
      const price = exactly(item.currency, item.price)
      if (!price.ok) return price
      if (price.value.units === 0n) return refuse('AMOUNT_ZERO')
      const picture = item.picture == null ? item.picture : pictureOf(item.picture)
      if (picture === 'unfit') return refuse('PICTURE_UNFIT')
      const { id, name, code } = item
      return written(await ledger.saveItem({ id, name, price: price.value, code, picture, at: clock.now() }))
    },
    retire: async (id, retired) => written(await ledger.retireItem(id, retired, clock.now())),
  }
}

/** Reads the lines of a sale in `currency` into exact money; none gives none. Fails with AMOUNT_*. */
export function linesIn(
  currency: string,
  lines: readonly LineToSell[] | undefined,
): Result<readonly NewLine[]> {
  const read: NewLine[] = []
  for (const line of lines ?? []) {
    const unit = exactly(currency, line.unit)
    if (!unit.ok) return unit
    read.push({ ...line, unit: unit.value })
  }
  return ok(read)
}

function exactly(currency: string, text: string): Result<Money> {
  const parsed = parseMoney(currency, text)
  if (parsed.ok) return ok(parsed.money)
  if (parsed.fault === 'too_many_decimals') {
    return refuse('AMOUNT_TOO_MANY_DECIMALS', { currency, decimals: exponentOf(currency) })
  }
  return refuse(parsed.fault === 'too_large' ? 'AMOUNT_TOO_LARGE' : 'AMOUNT_NOT_A_NUMBER', {
    currency,
    maximum: '',
  })
}

/** Takes WebP and nothing else: the file's own mark is looked at, whatever the window said. */
function pictureOf(base64: string): Uint8Array | 'unfit' {
  const bytes = Buffer.from(base64, 'base64')
  const mark = bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12)
  return mark === 'RIFFWEBP' && bytes.length <= PICTURE_BYTES ? bytes : 'unfit'
}
