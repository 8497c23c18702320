/** A filter of receipts that leaves out nothing, as the window and the ledger ask. */
export const ANY_RECEIPT = {
  ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [] },
  ...{ period: null, amount: null },
}

/** A filter of invoices that leaves out nothing, as the window and the ledger ask. */
export const ANY_INVOICE = {
  ...ANY_RECEIPT,
  ...{ status: [], attention: false, review: null, tag: [] },
}
