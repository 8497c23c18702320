import { type Money, moneyFrom, subtract, toDecimal } from '../../shared/money/money.ts'
import { type ExceptionKind, missingOf } from '../../shared/status/exceptions.ts'
import { withoutSign } from '../../shared/words/format.ts'
import type { Words } from '../../shared/words/words.ts'
import type { InvoiceRecord } from '../ledger/port/record.ts'

/** What a desktop notification says: which sale, how much, and nothing about the customer. */
export interface NotificationWords {
  readonly title: string
  readonly body: string
}

type Invoice = Pick<InvoiceRecord['invoice'], 'number' | 'asked' | 'received' | 'refunded' | 'abandonedAt'>

/** The words for one exception of an invoice; those of the practice book say so. Where amounts are `hidden` they name none. */
export function exceptionWords(
  words: Words,
  kind: ExceptionKind,
  invoice: Invoice,
  { practice, hidden }: { readonly practice: boolean; readonly hidden: boolean },
): NotificationWords {
  const { t } = words
  const title = t('notification.title', { kind: t(`attention.kind.${kind}`), number: invoice.number })
  return {
    title: titleIn(words, title, practice),
    body: hidden ? sentenceHidden(words, kind, invoice) : sentence(words, kind, invoice),
  }
}

/** The words for many exceptions at once, as after a night without network. */
export function manyExceptionsWords(words: Words, count: number, practice: boolean): NotificationWords {
  const { t } = words
  return {
    title: titleIn(words, t('notification.manyTitle', { count }), practice),
    body: t('notification.many'),
  }
}

/** The words while the till is locked: that something calls for a person, and nothing of the sale or its money. */
export function lockedWords(words: Words, count: number, practice: boolean): NotificationWords {
  const { t } = words
  return {
    title: titleIn(words, t('notification.manyTitle', { count }), practice),
    body: t('notification.locked'),
  }
}

function titleIn({ t }: Words, title: string, practice: boolean): string {
  return practice ? t('notification.practice', { title }) : title
}

function sentence(words: Words, kind: ExceptionKind, invoice: Invoice): string {
  const { t } = words
  const asked = moneyFrom(invoice.asked.currency, invoice.asked.amount)
  const received = moneyFrom(invoice.received.currency, invoice.received.amount)
  const amounts = { asked: inWords(words, asked), received: inWords(words, received) }
  switch (kind) {
    case 'late':
      return t(invoice.abandonedAt === null ? 'notification.late' : 'notification.lateGivenUp', amounts)
    case 'short': {
      const refunded = moneyFrom(invoice.refunded.currency, invoice.refunded.amount)
      return t('notification.short', {
        ...amounts,
        difference: inWords(words, missingOf(asked, received, refunded)),
      })
    }
    case 'over':
      return t('notification.over', { ...amounts, difference: inWords(words, subtract(asked, received)) })
    default:
      return t(`notification.${kind}`, amounts)
  }
}

/** What happened, without an amount. */
function sentenceHidden({ t }: Words, kind: ExceptionKind, { abandonedAt }: Invoice): string {
  if (kind === 'late' && abandonedAt !== null) return t('notification.hidden.lateGivenUp')
  return t(`notification.hidden.${kind}`)
}

/** Never with a sign: a status may have moved on since the exception was raised. Ungrouped, see decision 0006. */
function inWords(words: Words, amount: Money): string {
  return words.amount(withoutSign({ currency: amount.currency, amount: toDecimal(amount) }), 'ungrouped')
}
