/** One row of the export, a receipt or a refund; amounts as the book writes them for people, times in epoch ms. */
export interface ReceiptRecord {
  readonly kind: 'receipt' | 'refund' | 'refund_undone'
  readonly seq: number
  readonly invoice_number: string
  readonly invoice_id: string
  readonly provider: string
  readonly account: string
  /** The refund's own id where it is one. */
  readonly receipt_id: string
  readonly provider_receipt_id: string | null
  readonly tx_hash: string | null
  readonly payer: string | null
  readonly currency: string
  /** Below nothing for a refund. */
  readonly amount: string
  readonly credited_currency: string | null
  readonly credited_amount: string | null
  readonly paid_at_ms: number
  readonly time_observed: number
  readonly recorded_at_ms: number
  readonly invoice_status: string
  readonly asked_currency: string
  readonly asked_amount: string
  readonly link_asked_amount: string | null
  readonly description: string
  readonly customer_name: string | null
  readonly customer_email: string | null
  /** Of a refund; null for a receipt. */
  readonly reason: string | null
  readonly reference: string | null
}
