import { isoWithOffset } from '../../../shared/time/zone.ts'
import type { BookReader } from '../../ledger/asked/reader.ts'
import { MisuseError } from '../arguments.ts'
import { exact, plainText, tableText } from '../tables.ts'
import { timesTold } from '../told.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** One sale by its number or its id: what was asked, what came, and its history. */
export function show(book: BookReader, { line, words: { t } }: CommandPorts): Outcome {
  if (line.word === null) throw new MisuseError({ why: 'missing', option: t('cli.words.number') })
  const sale = book.sale(line.word)
  if (!sale) return { value: null, text: t('cli.noSale', { number: plainText(line.word) }), isGood: false }
  const { invoice, links, receipts, refunds, events } = sale
  const { importedFrom: from } = invoice
  const at = (instant: number) => isoWithOffset(instant, book.zone)
  const facts = [
    [t('cli.columns.number'), invoice.number],
    [t('cli.columns.status'), invoice.status],
    [t('cli.columns.created'), at(invoice.createdAt)],
    [t('cli.columns.account'), `${invoice.accountLabel} (${invoice.provider})`],
    [t('cli.columns.customer'), invoice.customerName ?? ''],
    [t('cli.columns.description'), invoice.description],
    [t('cli.columns.asked'), `${exact(invoice.asked)} ${invoice.asked.currency}`],
    [t('cli.columns.received'), `${exact(invoice.received)} ${invoice.received.currency}`],
    [t('cli.columns.imported'), from ? `${from.fileName}, ${at(from.importedAt)}` : ''],
    [t('cli.columns.undone'), from?.undoneAt ? t('cli.undone', { at: at(from.undoneAt) }) : ''],
    [t('cli.columns.references'), links.flatMap(({ providerRef }) => providerRef ?? []).join(', ')],
  ].filter(([, value]) => value !== '')
  const parts = [
    factsText(facts as [string, string][]),
    section(
      t('cli.columns.receipts'),
      receipts.map((one) => [
        at(one.paidAt),
        `${exact(one.amount)} ${one.amount.currency}`,
        one.txHash ?? '',
      ]),
    ),
    section(
      t('cli.columns.refunds'),
      refunds.map((one) => [at(one.recordedAt), `${exact(one.amount)} ${one.amount.currency}`, one.reason]),
    ),
    section(
      t('cli.columns.events'),
      events.map((one) => [at(one.at), one.kind]),
    ),
  ]
  return { value: timesTold(sale), text: parts.filter((one) => one !== '').join('\n\n'), isGood: true }
}

function factsText(facts: readonly (readonly [string, string])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length))
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${plainText(value)}`).join('\n')
}

function section(name: string, rows: readonly (readonly string[])[]): string {
  const [first] = rows
  return first ? tableText([name, ...first.slice(1).map(() => '')], rows) : ''
}
