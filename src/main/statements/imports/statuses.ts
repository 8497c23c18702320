import { fold } from '../../../shared/text/fold.ts'

/** What a status says of the money: all of it came, some other amount, none, or that it went back; null where nobody knows the word. */
export type ToldStatus = 'paid' | 'part' | 'unpaid' | 'refunded' | null

/** Words of the providers' wires and of other programs, folded, without blanks and signs. Where two languages share a word they agree on it. */
const WORDS: Readonly<Record<Exclude<ToldStatus, null>, readonly string[]>> = {
  paid: [
    ...['paid', 'confirmed', 'completed', 'complete', 'success', 'successful', 'succeeded', 'settled'],
    ...['captured', 'manualaccept', 'fullypaid', 'received', 'done', 'closedpaid'],
    ...['paye', 'payee', 'regle', 'reglee', 'confirme', 'confirmee', 'reussi', 'reussie', 'encaisse'],
    ...['bezahlt', 'abgeschlossen', 'erfolgreich', 'pagado', 'pagada', 'completado', 'completada'],
    ...['pago', 'paga', 'pagato', 'pagata', 'odendi', 'basarili', 'tamamlandi', 'مدفوع', 'مدفوعه', 'ناجح'],
  ],
  part: [
    ...[
      'overpaid',
      'underpaid',
      'partiallypaid',
      'partpaid',
      'partial',
      'partially',
      'paidover',
      'paidpartial',
    ],
    ...['partiel', 'partiellementpaye', 'partiellementpayee', 'teilweisebezahlt', 'مدفوعجزئيا'],
  ],
  unpaid: [
    ...['unpaid', 'notpaid', 'expired', 'failed', 'failure', 'cancelled', 'canceled', 'declined', 'refused'],
    ...['rejected', 'abandoned', 'pending', 'new', 'waiting', 'active', 'open', 'created', 'draft', 'sent'],
    ...['void', 'voided', 'timeout', 'timedout', 'incomplete'],
    // Money was on its way, and the file says of none that came.
    ...['paying', 'confirming', 'processing', 'inprogress', 'awaitingpayment', 'initiated', 'encours'],
    ...['impaye', 'impayee', 'nonpaye', 'nonpayee', 'expire', 'expiree', 'echoue', 'echouee', 'echec'],
    ...['annule', 'annulee', 'enattente', 'refuse', 'refusee', 'abandonne'],
    ...['unbezahlt', 'abgelaufen', 'fehlgeschlagen', 'storniert', 'offen', 'ausstehend'],
    ...['impagado', 'vencido', 'vencida', 'fallido', 'fallida', 'cancelado', 'cancelada', 'pendiente'],
    ...['scaduto', 'fallito', 'annullato', 'odenmedi', 'iptal', 'basarisiz', 'beklemede'],
    ...['غيرمدفوع', 'غيرمدفوعه', 'منتهي', 'ملغي', 'ملغاه', 'فاشل', 'معلق'],
  ],
  refunded: [
    ...['refunded', 'refunding', 'refund', 'partiallyrefunded', 'reversed', 'chargeback', 'chargedback'],
    ...['rembourse', 'remboursee', 'erstattet', 'reembolsado', 'rimborsato', 'iadeedildi', 'مسترد', 'مسترجع'],
  ],
}

const KNOWN = new Map(
  (Object.keys(WORDS) as Exclude<ToldStatus, null>[]).flatMap((told) =>
    WORDS[told].map((word) => [word, told] as const),
  ),
)

/** Says what a status of a file means; a word that is not known is never guessed. */
export function toldStatus(text: string): ToldStatus {
  return KNOWN.get(fold(text).replace(/[^\p{L}\p{N}]/gu, '')) ?? null
}
