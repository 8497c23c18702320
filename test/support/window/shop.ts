import type { Page } from 'playwright-core'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { callFrom, chooseAccount } from '../../../tools/tour/window.ts'
import { type PracticeServer, startPractice } from '../shop/practice.ts'
import { type LaunchedApp, launchApp } from './launchers/index.ts'
import type { LaunchOptions } from './launchers/launched-app.ts'

/** An account of the shop; its key is one that the simulated provider takes. */
export interface ShopAccount {
  readonly provider: ProviderId
  readonly label: string
  readonly settings?: Readonly<Record<string, string>>
}

/** A till that is set up, on its keypad, and the simulated providers that it asks over HTTP. */
export interface Shop {
  readonly server: PracticeServer
  readonly app: LaunchedApp
  readonly page: Page
  close(): Promise<void>
}

interface ShopOptions extends Pick<LaunchOptions, 'launcher' | 'size'> {
  readonly accounts: readonly ShopAccount[]
}

/** What opens the keys of a shop of the tests. */
export const PASSPHRASE = 'four words are enough'

/** Opens a live book with a passphrase and these accounts, set up as a person would leave it. */
export async function openShop({ accounts, ...options }: ShopOptions): Promise<Shop> {
  const server = await startPractice()
  const app = await launchApp({
    ...options,
    env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
  })
  const { page } = app
  page.setDefaultTimeout(20_000)
  await page.getByRole('heading', { name: /Welcome/ }).waitFor()
  await callFrom(page, 'vault.createPassphrase', { passphrase: PASSPHRASE })
  for (const { provider, label, settings = {} } of accounts) {
    const credentials = { ...server.practice.credentials[provider] }
    await callFrom(page, 'accounts.add', { provider, label, credentials, settings })
  }
  await callFrom(page, 'settings.set', { setupDone: true })
  await page.reload()
  await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  return {
    server,
    app,
    page,
    async close() {
      await app.close()
      await server.close()
    },
  }
}

/** Opens a practice book on its keypad, with this account and currency chosen. */
export async function openPracticeShop(
  options: Pick<LaunchOptions, 'launcher' | 'size' | 'appDir'>,
  account: string,
  currency: string,
): Promise<LaunchedApp> {
  const app = await launchApp(options)
  const { page } = app
  page.setDefaultTimeout(10_000)
  await page.getByRole('button', { name: 'Start with practice' }).click()
  await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  await chooseAccount(page, account, currency)
  await page.keyboard.press('Escape')
  return app
}
