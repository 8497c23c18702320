import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BY_HAND, callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { openShop, PASSPHRASE } from '../../support/window/shop.ts'

const hasFocus = (part: unknown) =>
  (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement === part

onEveryLauncher('a damaged file of a till with a sale', (launcher) => {
  let userDataDir: string
  let credentials: Readonly<Record<string, string>>
  let app: LaunchedApp | null = null

  beforeEach(async () => {
    const shop = await openShop({ launcher, accounts: [{ provider: 'ocpay', label: 'OCPay' }] })
    userDataDir = shop.app.userDataDir
    credentials = { ...shop.server.practice.credentials.ocpay }
    await sellOne(shop.page)
    await shop.close()
  })
  afterEach(async () => {
    await app?.close()
    app = null
  })

  async function sellOne(page: Page): Promise<void> {
    const [account] = await callFrom(page, 'accounts.list', {})
    await callFrom(page, 'invoices.create', {
      token: crypto.randomUUID(),
      accountId: account?.id ?? '',
      ...{ currency: 'DZD', amount: '1500', description: 'Sold before' },
      ...{ customerName: null, customerEmail: null },
    })
  }

  async function start(): Promise<Page> {
    app = await launchApp({ launcher, userDataDir })
    app.page.setDefaultTimeout(20_000)
    return app.page
  }

  async function restart(): Promise<Page> {
    await app?.close()
    return start()
  }

  /** The one file that was put aside, by its path. */
  function aside(file: string): string {
    const names = readdirSync(userDataDir).filter(
      (name) => name.startsWith(`${file}.`) && name !== `${file}.json`,
    )
    expect(names).toHaveLength(1)
    return join(userDataDir, names[0] ?? '')
  }

  async function hasRead(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'I have read this' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  }

  it('the vault: it is said until it was read, and keys typed anew stay on the disk', async () => {
    const vault = join(userDataDir, 'vault.json')
    truncateSync(vault, 100)
    const left = readFileSync(vault)
    await start()
    let page = await restart()
    await page.getByRole('heading', { name: 'vault.json was damaged' }).waitFor()
    expect(await page.locator(':focus').innerText()).toBe("About the app's own files")
    await page.getByText(aside('vault')).waitFor()
    expect(readFileSync(aside('vault'))).toEqual(left)
    await look(page, 'damaged-vault')
    await hasRead(page)
    await page.keyboard.type('1500', BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByText('OCPay has no key here').first().waitFor()
    await look(page, 'damaged-vault-counter')
    await page.getByRole('button', { name: 'Go to the keys' }).click()
    const field = page.getByLabel('New passphrase')
    await expect.poll(() => field.evaluate(hasFocus)).toBe(true)
    await look(page, 'damaged-vault-keys')

    const id = (await callFrom(page, 'accounts.list', {}))[0]?.id ?? ''
    const typed = callFrom(page, 'accounts.replaceKey', { id, credentials })
    await expect(typed).rejects.toThrow('VAULT_UNAVAILABLE')
    await callFrom(page, 'vault.createPassphrase', { passphrase: PASSPHRASE })
    await callFrom(page, 'accounts.replaceKey', { id, credentials })
    page = await restart()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await callFrom(page, 'vault.unlock', { passphrase: PASSPHRASE })).kind).toBe('ready')
    expect((await callFrom(page, 'accounts.list', {}))[0]?.hasKey).toBe(true)
    expect(readFileSync(aside('vault'))).toEqual(left)
  })

  it('the book, an older copy: while it is only read, nobody is asked for the passphrase, which would help nothing', async () => {
    const book = join(userDataDir, 'books', 'live.sqlite')
    const older = readFileSync(book)
    let page = await start()
    await page.getByRole('region', { name: 'About the keys' }).waitFor()
    await sellOne(page)
    await app?.close()
    writeFileSync(book, older)
    page = await start()
    await page.getByRole('heading', { name: 'The book is older than it should be' }).waitFor()
    await page.getByRole('button', { name: 'Open for reading' }).click()
    await page.getByRole('region', { name: 'About the book' }).waitFor()
    expect(await page.getByRole('region', { name: 'About the keys' }).count()).toBe(0)
    await page.getByText('Keys locked').waitFor()
    await look(page, 'reading-locked')
  })

  it('the settings: nobody is welcomed over sales, and the practice book keeps its accounts', async () => {
    let page = await start()
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await callFrom(page, 'book.switch', { kind: 'live' })
    await app?.close()
    writeFileSync(join(userDataDir, 'settings.json'), Buffer.alloc(400))
    page = await start()
    await page.getByRole('heading', { name: 'settings.json was damaged' }).waitFor()
    expect(await page.getByRole('heading', { name: /Welcome/ }).count()).toBe(0)
    await look(page, 'damaged-settings')
    await hasRead(page)
    await goTo(page, 'Invoices')
    await page.getByText('Sold before').first().waitFor()
    await callFrom(page, 'book.switch', { kind: 'practice' })
    expect(await callFrom(page, 'accounts.list', {})).toHaveLength(4)
  })

  it('a folder in place of the settings: the app starts, says it, and keeps the folder', async () => {
    const settings = join(userDataDir, 'settings.json')
    rmSync(settings)
    mkdirSync(settings)
    writeFileSync(join(settings, 'inside'), 'kept')
    const leftover = join(userDataDir, 'vault.json.tmp-0123456789abcdef')
    writeFileSync(leftover, 'half')
    const page = await start()
    expect(existsSync(leftover)).toBe(false)
    await page.getByRole('heading', { name: 'settings.json could not be opened' }).waitFor()
    await page.getByText(aside('settings')).waitFor()
    await hasRead(page)
    expect(readFileSync(join(aside('settings'), 'inside'), 'utf8')).toBe('kept')
    await callFrom(page, 'settings.set', { cashier: 'Samira' })
    const again = await restart()
    await again.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await callFrom(again, 'app.overview', {})).settings.cashier).toBe('Samira')
  })

  it('only the books are left, as on another computer: they open, and the accounts say that their key is missing', async () => {
    for (const name of readdirSync(userDataDir)) {
      if (name !== 'books') rmSync(join(userDataDir, name), { recursive: true })
    }
    const page = await start()
    await page.getByRole('heading', { name: 'settings.json is missing, though there is a book' }).waitFor()
    await hasRead(page)
    await page.getByText('OCPay: no key').waitFor({ state: 'attached' })
    await page.keyboard.type('1500', BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByText('OCPay has no key here').first().waitFor()
  })
})
