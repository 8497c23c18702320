import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ProviderId } from '../../../../src/shared/contract/plain/provider-ids.ts'
import type { RouteName } from '../../../../src/shared/contract/routes/index.ts'
import { temporaryFolder } from '../../app/folder.ts'
import { eventually, startTestApp, type TestApp, type TestAppOptions } from '../../app/host.ts'
import { type PracticeServer, startPractice } from '../../shop/practice.ts'
import { staffOf } from '../staff.ts'

/** Brings a till to where a route can be called; then the call itself, which must change something. */
export type ChangeCase = (bench: ChangesBench) => Promise<{ readonly shop: TestApp; act(): Promise<unknown> }>

/** For each route: the kinds of events that its call must leave, each with the name of whoever called, and how it comes to that. */
export type ChangeCases = Partial<
  Readonly<Record<RouteName, readonly [kinds: readonly string[], run: ChangeCase]>>
>

/** Tills at which Nadia, an owner, is signed in. */
export class ChangesBench {
  #server: PracticeServer | null = null
  #shared = new Map<'live' | 'practice', Promise<TestApp>>()
  #folders: ReturnType<typeof temporaryFolder>[] = []
  #open = new Set<TestApp>()

  async server(): Promise<PracticeServer> {
    this.#server ??= await startPractice()
    return this.#server
  }

  /** The till that all cases share whose book is of that kind. */
  shared(kind: 'live' | 'practice'): Promise<TestApp> {
    const known = this.#shared.get(kind) ?? this.staffed(kind)
    this.#shared.set(kind, known)
    return known
  }

  /** A till in a folder of its own. */
  async staffed(kind: 'live' | 'practice', options: Partial<TestAppOptions> = {}): Promise<TestApp> {
    const shop = await this.start(options)
    if (kind === 'practice') await shop.call('book.switch', { kind })
    await staffOf(shop)
    return shop
  }

  /** Starts a till over a folder of its own, in which something is laid out before. */
  async start(
    options: Partial<TestAppOptions> = {},
    before: (folder: string) => Promise<void> = async () => undefined,
  ): Promise<TestApp> {
    const place = temporaryFolder()
    this.#folders.push(place)
    await before(place.path)
    const { origins } = await this.server()
    const shop = await startTestApp({ folder: place.path, providerOrigins: origins, ...options })
    this.#open.add(shop)
    return shop
  }

  /** Closes a till, and opens another over the same folder; Nadia signs in there. */
  async again(shop: TestApp, change: () => void = () => undefined, options: Partial<TestAppOptions> = {}) {
    await this.close(shop)
    change()
    const { origins } = await this.server()
    const next = await startTestApp({ folder: shop.folder, providerOrigins: origins, ...options })
    this.#open.add(next)
    await signIn(next)
    return next
  }

  async close(shop: TestApp): Promise<void> {
    this.#open.delete(shop)
    await shop.app.close()
  }

  /** Closes the tills that one case had for itself. */
  async endCase(): Promise<void> {
    const shared = await Promise.all(this.#shared.values())
    for (const shop of this.#open) if (!shared.includes(shop)) await this.close(shop)
  }

  async end(): Promise<void> {
    for (const shop of this.#open) await this.close(shop)
    for (const { clean } of this.#folders) clean()
    await this.#server?.close()
  }
}

/** Signs Nadia in. */
export async function signIn(shop: TestApp): Promise<void> {
  const { people } = await shop.call('people.view', {})
  const nadia = people.find(({ name }) => name === 'Nadia')
  if (nadia) await shop.call('people.signIn', { id: nadia.id, pin: '2468' })
}

/** Adds an account over the simulators' wire. */
export async function addAccount(bench: ChangesBench, shop: TestApp, provider: ProviderId): Promise<string> {
  const { practice } = await bench.server()
  const credentials = { ...practice.credentials[provider] }
  return (await shop.call('accounts.add', { provider, label: provider, credentials, settings: {} })).id
}

/** Asks for an amount of an account's own currency, and waits for the link. */
export async function saleAt(shop: TestApp, accountId: string, currency: string, amount: string) {
  const { invoice } = await shop.call('invoices.create', {
    ...{ token: randomUUID(), accountId, currency, amount, description: '' },
    ...{ customerName: null, customerEmail: null },
  })
  return eventually(async () => {
    const detail = await shop.call('invoices.get', { id: invoice.id })
    return detail.links[0]?.stage === 'live' ? detail : null
  })
}

/** A sale of 10 DAI in the practice book, or of 10 USD at 1ShotPay; and how much of it the simulated customer has paid. */
export async function practiceSale(
  shop: TestApp,
  paid: string | null = null,
  at: 'daisy' | 'oneshotpay' = 'daisy',
): Promise<string> {
  const accounts = await shop.call('accounts.list', {})
  const accountId = accounts.find(({ provider }) => provider === at)?.id ?? ''
  const { invoice } = await saleAt(shop, accountId, at === 'daisy' ? 'DAI' : 'USD', '10')
  if (paid !== null) {
    await shop.call('practice.pay', { invoiceId: invoice.id, amount: paid })
    await eventually(async () => {
      const { invoice: now } = await shop.call('invoices.check', { id: invoice.id })
      return Number(now.received.amount) === Number(paid) ? now : null
    })
  }
  return invoice.id
}

/** The file of a till's book. */
export function bookOf(shop: TestApp, kind: 'live' | 'practice' = 'practice'): string {
  return join(shop.folder, `${kind}.sqlite`)
}
