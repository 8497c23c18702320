import { fold } from '../../../shared/text/fold.ts'

/** What a status says of the money: all of it came, some other amount, none yet, none before it ended, or that it went back; null where nobody knows the word. */
export type ToldStatus = 'paid' | 'part' | 'unpaid' | 'ended' | 'refunded' | null

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
    ...['unpaid', 'notpaid', 'pending', 'new', 'waiting', 'active', 'open', 'created', 'draft', 'sent'],
    ...['incomplete'],
    // Money was on its way, and the file says of none that came.
    ...['paying', 'confirming', 'processing', 'inprogress', 'awaitingpayment', 'initiated', 'encours'],
    ...['impaye', 'impayee', 'nonpaye', 'nonpayee', 'enattente', 'unbezahlt', 'offen', 'ausstehend'],
    ...['impagado', 'pendiente', 'odenmedi', 'beklemede', 'غيرمدفوع', 'غيرمدفوعه', 'معلق'],
  ],
  ended: [
    ...['expired', 'failed', 'failure', 'cancelled', 'canceled', 'declined', 'refused', 'rejected'],
    ...['abandoned', 'void', 'voided', 'timeout', 'timedout'],
    ...['expire', 'expiree', 'echoue', 'echouee', 'echec', 'annule', 'annulee', 'refuse', 'refusee'],
    ...['abandonne', 'abgelaufen', 'fehlgeschlagen', 'storniert', 'vencido', 'vencida', 'fallido', 'fallida'],
    ...['cancelado', 'cancelada', 'scaduto', 'fallito', 'annullato', 'iptal', 'basarisiz'],
    ...['منتهي', 'ملغي', 'ملغاه', 'فاشل'],
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
