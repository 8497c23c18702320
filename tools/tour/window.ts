import type { Page } from 'playwright-core'
import type { PracticeCredentials } from '../../src/main/practice/world/state.ts'
import type { Envelope } from '../../src/shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../src/shared/contract/routes/index.ts'

/** The quickest hand, between two keys; a scanner is faster. */
export const BY_HAND = { delay: 60 }
/** A key that must stand alone has no other one so close, and nobody has read a number so soon, ms. */
export const APART_MS = 250

interface BridgedWindow {
  readonly counterfoil: { call(route: string, input: unknown): Promise<unknown> }
}

/** Calls a route from the window's own page, as its screens do; throws when it fails. */
export async function callFrom<R extends RouteName>(
  page: Page,
  route: R,
  input: RouteInput<R>,
): Promise<RouteOutput<R>> {
  const answer = (await page.evaluate(
    ([name, value]) => (globalThis as unknown as BridgedWindow).counterfoil.call(String(name), value),
    [route, input] as const,
  )) as Envelope<RouteOutput<R>>
  if (!answer.ok) throw new Error(`${route} failed: ${answer.error.code}`)
  return answer.value
}

/** Goes to one of the rail's places. */
export async function goTo(page: Page, place: 'Counter' | 'Invoices' | 'Books' | 'Settings'): Promise<void> {
  await page.getByRole('navigation').getByText(place, { exact: true }).click()
}

/** Chooses the account of the next sale, and its currency where there are several. */
export async function chooseAccount(page: Page, label: string, currency: string): Promise<void> {
  await pick(page, 'Provider account', label)
  const currencies = page.getByRole('button', { name: 'Currency' })
  if ((await currencies.count()) > 0) await pick(page, 'Currency', currency)
}

async function pick(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('button', { name: list }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** A hand looks at the keypad before it types: letters pressed just before would belong to one scan with its digits. */
const LOOKED_MS = 450

/** Types a sale as a cashier does: the amount, then Enter; answers with the new invoice's id once it can be paid. */
export async function sell(page: Page, keys: string): Promise<string> {
  await page.waitForTimeout(LOOKED_MS)
  await page.keyboard.type(keys, BY_HAND)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: /QR code/ }).waitFor()
  const newest = await callFrom(page, 'invoices.list', {
    search: '',
    status: [],
    provider: [],
    cursor: null,
    limit: 1,
  })
  return newest.rows[0]?.id ?? ''
}

/** Chooses a passphrase on the first screen, and adds these accounts with keys that the simulated providers take. */
export async function addAccounts(
  page: Page,
  credentials: PracticeCredentials,
  accounts: readonly { readonly provider: ProviderId; readonly label: string }[],
): Promise<void> {
  await callFrom(page, 'vault.createPassphrase', { passphrase: 'a passphrase for the tour only' })
  for (const { provider, label } of accounts) {
    const own = { ...credentials[provider] }
    await callFrom(page, 'accounts.add', { provider, label, credentials: own, settings: {} })
  }
}
