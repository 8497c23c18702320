import type { ImportField, ImportZone } from '../../../shared/contract/plain/imports.ts'
import { fold } from '../../../shared/text/fold.ts'
import { readTold } from '../values.ts'
import { readInstant } from './instants.ts'

/**
 * Names of columns, folded, without blanks and signs, the surest first. From the words of the four providers' wires, because nobody here has seen
 * what their dashboards write, and from those of other programs in the languages of the shops that are likeliest to have them. A file of the app's
 * own has the provider's reference, by which the book knows its sales again, beside the reference of a refund.
 */
const NAMES: readonly (readonly [Exclude<ImportField, 'out'>, string])[] = [
  [
    'reference',
    `providerref reference identifier invoiceid paymentref trackid paylinkid paymentlinkid linkid paymentid invoicenumber
     invoiceno invoice ncommande nocommande numerodecommande orderid ordernumber transactionref ref id uuid facture numerodefacture
     nfacture numero commande rechnungsnummer referenz belegnummer referencia factura
     numerodefactura riferimento fattura referans faturano المرجع رقمالفاتوره الفاتوره`,
  ],
  // Beside a reference: alone it is one.
  ['number', 'invoicenumber'],
  [
    'transaction',
    `transaction transactionhash txhash txid tx hash transactionid onchaintxhash
     transactionreference txn txnid banktransaction transaktion transaccion transazione islem
     المعامله رقمالمعامله`,
  ],
  [
    'paid',
    `paidatutc paidat paid paiddate datepaid paydate paymentdate confirmedat settledat paidon completedat
     datedepaiement datepaiement payele paiement bezahltam zahlungsdatum fechadepago pagadoel
     datapagamento odemetarihi تاريخالدفع`,
  ],
  [
    'created',
    `createdatutc created createdat createdtimestamp createdon createddate creationdate datecreated
     invoicedate date time datetime timestamp creele datedecreation datecreation datefacture
     erstellt erstelltam datum rechnungsdatum fecha creado fechadecreacion data tarih التاريخ
     تاريخالانشاء`,
  ],
  [
    'received',
    `creditedamount received amountpaid paidamount amountreceived receivedamount payamount totalpaid paid
     montantpaye montantrecu recu encaisse bezahlterbetrag erhalten importepagado recibido
     importopagato ricevuto odenentutar المبلغالمدفوع المستلم`,
  ],
  [
    'receivedIn',
    `paycurrency paidcurrency paymentcurrency receivedcurrency currencypaid currencyreceived paidin
     receivedin paycoin paidcoin devisedepaiement devisepayee deviserecue`,
  ],
  [
    'asked',
    `requested amountrequested requestedamount askedamount asked invoicedprice invoiceamount amount price total
     totalamount amountdue montant montantdemande montanttotal prix betrag summe gesamt importe
     monto precio importo prezzo tutar fiyat المبلغ المبلغالمطلوب السعر`,
  ],
  [
    'currency',
    `creditedcurrency currency currencycode token tokensymbol coin symbol asset devise monnaie waehrung wahrung
     moneda divisa valuta parabirimi العمله`,
  ],
  [
    'payer',
    `payer payeraddress from fromaddress sender senderaddress paidbyuserid account wallet payeur
     zahler pagador pagatore odeyen الدافع`,
  ],
  [
    'email',
    `email emailaddress invoicedemail customeremail clientemail mail courriel adresseemail
     emailclient correo correoelectronico eposta البريدالالكتروني البريد`,
  ],
  [
    'customer',
    `customer customername client clientname invoicedname name buyer nom nomduclient nomclient
     kunde kundenname name1 cliente nombre nome musteri العميل الزبون الاسم`,
  ],
  [
    'description',
    `description invoiceddetail memo detail details note notes title productname product item
     subject libelle objet produit beschreibung verwendungszweck concepto descripcion descrizione
     causale aciklama الوصف البيان`,
  ],
  [
    'status',
    `status state paymentstatus paymentstate invoicestatus statut etat zustand estado stato durum
     الحاله`,
  ],
]

/** Writes the name of a column as it is compared: without what stands in brackets, blanks, signs and accents. */
function plainName(name: string): string {
  return fold(name.replace(/\([^)]*\)/g, '')).replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Proposes what each column becomes by its name, as long as the first rows do not speak against it: "Paid" is a time in one file and an
 * amount in another. Each thing once; what no name says is left out.
 */
export function proposeFields(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
): ImportField[] {
  const fields = columns.map((): ImportField => 'out')
  const plain = columns.map(plainName)
  for (const [field, names] of NAMES) {
    for (const name of names.split(/\s+/)) {
      const place = plain.findIndex(
        (one, at) => one === name && fields[at] === 'out' && fits(field, at, sample),
      )
      if (place < 0) continue
      fields[place] = field
      break
    }
  }
  if (!fields.includes('reference')) {
    const place = plain.findIndex(
      (one, at) => fields[at] === 'out' && isNumbering(one) && tellsApart(at, sample),
    )
    if (place >= 0) fields[place] = 'reference'
  }
  return fields
}

/** What a column names that numbers rows under a word nobody foresaw, and those that number people and machines instead. */
const NUMBERING =
  /(?:id|ref|reference|number|numero|nummer)$|^(?:numero|num|n[oº]?)(?:de)?(?=commande|facture|recu|transaction)/
const OTHERS_NUMBER =
  /customer|client|kunde|user|payer|buyer|merchant|shop|store|account|wallet|phone|telephone|mobile|card|vat|tax|tva|batch|terminal|device/

function isNumbering(name: string): boolean {
  return NUMBERING.test(name) && !OTHERS_NUMBER.test(name)
}

/** Says whether each of the first rows has something of its own here. */
function tellsApart(place: number, sample: readonly (readonly string[])[]): boolean {
  const texts = sample.map((row) => (row[place] ?? '').trim())
  return texts.length > 0 && !texts.includes('') && new Set(texts).size === texts.length
}

function fits(field: ImportField, place: number, sample: readonly (readonly string[])[]): boolean {
  const texts = sample.map((row) => (row[place] ?? '').trim()).filter((text) => text !== '')
  if (texts.length === 0) return true
  if (field === 'created' || field === 'paid') return texts.some((text) => isDate(text))
  return (
    (field !== 'asked' && field !== 'received') || texts.some((text) => readTold(text, 2).kind !== 'none')
  )
}

function isDate(text: string): boolean {
  const read = readInstant(text)
  return read.kind !== 'none' || read.noDay !== null
}

/** The zone that a column of times names in its own name ("Created (UTC)"), of those that are read as such; null where none does. */
export function proposeZone(columns: readonly string[], fields: readonly ImportField[]): ImportZone | null {
  const isTime = (at: number) => fields[at] === 'created' || fields[at] === 'paid'
  return columns.some((name, at) => isTime(at) && /\b(?:UTC|GMT)\b/i.test(name)) ? 'utc' : null
}
