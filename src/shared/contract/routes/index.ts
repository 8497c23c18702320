import { z } from 'zod'
import { EXCEPTIONS_LIMIT, RESOLUTION_NOTE_LIMIT } from '../plain/limits.ts'
import { account, accountSettings, keyCheck } from '../shapes/account.ts'
import { id, unsignedDecimal } from '../shapes/atoms.ts'
import { book } from '../shapes/book.ts'
import { comparison } from '../shapes/comparison.ts'
import { exception } from '../shapes/exception.ts'
import { exportJob } from '../shapes/export.ts'
import { invoiceDetail, invoiceRow, status } from '../shapes/invoice.ts'
import { item, itemPicture, itemToSave, linesToSell } from '../shapes/item.ts'
import { provider, providerInfo } from '../shapes/provider.ts'
import { settings } from '../shapes/settings.ts'
import { vaultStatus } from '../shapes/vault.ts'
import { accountWatch } from '../shapes/watching.ts'

const nothing = z.strictObject({})
const none = z.null()
const label = z.string().trim().min(1).max(80)
const credentials = z.record(z.string().max(40), z.string().min(1).max(500))
const passphrase = z.string().max(1000)

interface RouteShape {
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Closed during backup, restore and migration. */
  readonly write: boolean
}

function read<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { input, output, write: false } as const
}

function write<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { input, output, write: true } as const
}

/**
 * The whole contract between the window and the main process: each route with the shape of its input and output.
 *
 * No output has a place for a provider key; credentials only ever travel inwards.
 */
export const routes = {
  'app.overview': read(
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      book,
      providers: z.array(providerInfo),
      vault: vaultStatus,
      settings,
      invoiceCount: z.number().int(),
      /** Set when the book cannot be used; the screen says why, and what is safe. */
      bookProblem: z.strictObject({ code: z.string().max(40), path: z.string().max(2000) }).nullable(),
    }),
  ),
  'settings.set': write(settings.partial(), settings),
  'book.switch': write(z.strictObject({ kind: z.enum(['live', 'practice']) }), book),

  'vault.status': read(nothing, vaultStatus),
  'vault.createPassphrase': write(z.strictObject({ passphrase }), vaultStatus),
  'vault.unlock': read(z.strictObject({ passphrase }), vaultStatus),
  'vault.lock': read(nothing, vaultStatus),

  'accounts.list': read(nothing, z.array(account)),
  'accounts.add': write(z.strictObject({ provider, label, credentials, settings: accountSettings }), account),
  'accounts.update': write(z.strictObject({ id, label, settings: accountSettings }), account),
  'accounts.replaceKey': write(z.strictObject({ id, credentials }), account),
  'accounts.test': read(z.strictObject({ id }), keyCheck),
  'accounts.forget': write(z.strictObject({ id }), none),

  'invoices.create': write(
    z.strictObject({
      /** Made by the screen once per sale: the same token never makes a second invoice. */
      token: z.uuid(),
      accountId: id,
      currency: z.string().min(2).max(20),
      amount: z.string().min(1).max(64),
      description: z.string().max(20_000),
      customerName: z.string().max(200).nullable(),
      customerEmail: z.email().max(254).nullable(),
      /** What the amount is made of: their sum is the amount exactly, or the sale is refused. */
      lines: linesToSell.optional(),
    }),
    invoiceDetail,
  ),
  'invoices.list': read(
    z.strictObject({
      /** Words, a number, an amount, a reference, or a link's address. */
      search: z.string().max(2_000),
      status: z.array(status).max(20),
      provider: z.array(provider).max(10),
      cursor: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({ rows: z.array(invoiceRow).max(200), nextCursor: z.string().max(100).nullable() }),
  ),
  'invoices.get': read(z.strictObject({ id }), invoiceDetail),
  /** Names the invoice a person is looking at, so that it is asked about most often; null when none. */
  'invoices.view': read(z.strictObject({ id: id.nullable() }), none),
  'invoices.check': read(z.strictObject({ id }), invoiceDetail),
  'invoices.relink': write(z.strictObject({ id }), invoiceDetail),
  /** One more link of a sale that is paid too little, for what is still missing. */
  'invoices.linkForRemainder': write(z.strictObject({ id }), invoiceDetail),
  /** Takes what has come for enough; RECEIVED_CHANGED where that is not the `received` the person saw any more. */
  'invoices.acceptShortfall': write(
    z.strictObject({ id, received: unsignedDecimal, reason: z.string().trim().max(500) }),
    invoiceDetail,
  ),
  'invoices.abandon': write(z.strictObject({ id, reason: z.string().max(500) }), invoiceDetail),
  'invoices.note': write(z.strictObject({ id, text: z.string().trim().min(1).max(2000) }), invoiceDetail),
  'links.copy': read(z.strictObject({ linkId: id }), none),
  'links.open': read(z.strictObject({ linkId: id }), none),

  /** The whole catalogue, what was put away too, by name. */
  'items.list': read(nothing, z.array(item)),
  'items.picture': read(z.strictObject({ id }), itemPicture),
  'items.save': write(itemToSave, item),
  /** Puts an item away, or takes it back into the catalogue. */
  'items.retire': write(z.strictObject({ id, retired: z.boolean() }), item),
  /** Newest first: those that wait for somebody, or those that are resolved. */
  'exceptions.list': read(z.strictObject({ resolved: z.boolean() }), z.array(exception).max(EXCEPTIONS_LIMIT)),
  'exceptions.count': read(nothing, z.strictObject({ open: z.number().int().min(0) })),
  /** Marks an exception as handled; NOT_FOUND when it is not open any more. */
  'exceptions.resolve': write(
    z.strictObject({ id, note: z.string().trim().max(RESOLUTION_NOTE_LIMIT) }),
    none,
  ),
  /** What the watcher does for each account just now. */
  'watching.state': read(nothing, z.array(accountWatch)),

  /** Opens the save dialog; answers null when the person closed it. */
  'export.receipts': read(nothing, exportJob.nullable()),
  'export.status': read(z.strictObject({ jobId: id }), exportJob),
  'export.cancel': read(z.strictObject({ jobId: id }), exportJob),
  'export.reveal': read(z.strictObject({ jobId: id }), none),

  /** Compares an account's links of the last `days` with the provider's own list. */
  'books.compare': read(
    z.strictObject({ accountId: id, days: z.number().int().min(1).max(366) }),
    comparison,
  ),

  /** In the practice book only: the simulated customer pays; without an amount exactly what is due. */
  'practice.pay': write(z.strictObject({ invoiceId: id, amount: unsignedDecimal.nullable() }), invoiceDetail),
  'practice.expire': write(z.strictObject({ invoiceId: id }), invoiceDetail),
} as const satisfies Readonly<Record<string, RouteShape>>

export type RouteName = keyof typeof routes
export type RouteInput<R extends RouteName> = z.input<(typeof routes)[R]['input']>
export type RouteParsed<R extends RouteName> = z.output<(typeof routes)[R]['input']>
export type RouteOutput<R extends RouteName> = z.output<(typeof routes)[R]['output']>
