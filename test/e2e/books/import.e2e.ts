import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APART_MS, callFrom } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look, OUTPUT } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

const HEAD = 'Invoice ID,Created (UTC),Amount,Token,Paid amount,Tx,Customer,E-mail,Memo,Network'
const day = (n: number) => `2025-0${(n % 9) + 1}-${String((n % 27) + 1).padStart(2, '0')}T10:00:00Z`
const row = (n: number) =>
  `p-${n}_aQ,${day(n)},${n}.50,DAI,${n}.50,0x91c4${n.toString(16).padStart(60, '0')},Customer ${n},,Logo design,mainnet`
const twin = (ref: string, tx: string) =>
  `${ref},2025-03-02T10:04:00Z,45.00,DAI,45.00,${tx},Henrik Dahl,h.dahl@nordlys.example,Logo design,mainnet`

interface Boxed {
  readonly scrollWidth: number
  readonly clientWidth: number
  readonly scrollHeight: number
  readonly clientHeight: number
  readonly textContent: string
  getBoundingClientRect(): { readonly height: number }
}

onEveryLauncher('importing past sales', (launcher) => {
  let app: SampleShop
  let page: Page
  let path = ''
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, 120)
    page = app.page
    path = join(app.userDataDir, '..', 'daisy-dashboard-2025.csv')
  })
  afterAll(() => app?.close())

  const press = async (key: string) => {
    if (key.length === 1) await page.waitForTimeout(APART_MS)
    await page.keyboard.press(key)
  }
  const tabTo = async (what: string) => {
    for (let n = 0; (await page.locator(`${what}:focus`).count()) === 0; n += 1) {
      expect(n, what).toBeLessThan(60)
      await press('Tab')
    }
  }
  const choose = async (label: string, option: string) => {
    await tabTo(`.select:has-text("${label}") button`)
    await press('Enter')
    await page.getByRole('listbox').waitFor()
    const names = await page.getByRole('option').allInnerTexts()
    const place = names.indexOf(option)
    expect(place, `${option} of ${names.join(', ')}`).toBeGreaterThanOrEqual(0)
    await press('Home')
    for (let n = 0; n < place; n += 1) await press('ArrowDown')
    await press('Enter')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
  }
  const sales = async () => {
    const asked = { filter: ANY_INVOICE, sort: { by: 'created', down: false }, from: 0, limit: 200 } as const
    return await callFrom(page, 'lists.invoices', asked)
  }
  const focused = () => page.locator(':focus').innerText()
  const counts = () => page.locator('.import-count dd').allInnerTexts()
  const openPart = async () => {
    await press('Control+3')
    await page.getByRole('tab', { name: 'Import' }).waitFor()
    await tabTo('[role="tab"]')
    for (
      let n = 0;
      n < 8 && !(await page.locator('[role="tab"]:focus').innerText()).startsWith('Import');
      n += 1
    )
      await press('ArrowRight')
    await page.getByRole('button', { name: 'Choose a file…' }).waitFor()
  }
  const chooseFile = async () => {
    await app.answerSaveDialog(path)
    await tabTo('.import-begin button')
    await press('Enter')
    await page.getByRole('heading', { name: 'What will happen' }).waitFor()
  }

  it('chooses a file, says where it goes, and shows what will happen: trouble first, counts that add up', async () => {
    writeFileSync(
      path,
      Buffer.from(
        `\ufeff${[
          HEAD,
          ...Array.from({ length: 40 }, (_, n) => row(n + 1)),
          twin('q-Tz9_Lk', '0xaa'),
          twin('q-Tz9_Lm', '0xbb'),
          row(50)
            .replace(/2025-\d\d-\d\dT10:00:00Z/, '2025-02-31 10:00:00')
            .replace('Customer 50', 'maria.magdalena.of.the.long.name@example.org'),
          row(51).replace(/0x91c4\w+/, `0x91c4${(7).toString(16).padStart(60, '0')}`),
        ].join('\r\n')}\r\n`,
        'utf16le',
      ),
    )
    await openPart()
    await look(page, 'import-empty')
    await chooseFile()
    await page.getByText('Choose the account the sales belong to.').waitFor()
    // What is asked for is seen without a scroll, and the keys stand on it.
    expect(await focused()).toContain('Choose…')
    expect(
      await page
        .locator('.import-mapper')
        .evaluate((one) => (one as unknown as { scrollTop: number }).scrollTop),
    ).toBe(0)
    await choose('Into account', 'Daisy DAI')
    await page.locator('.import-count').first().waitFor()
    expect(await counts()).toEqual(['40', '0', '3', '1'])
    await page.getByText('40 + 0 + 3 + 1 = 44 rows').waitFor()
    await page.getByText('31 February is not a date').waitFor()
    expect(await page.locator('.import-sums span').allInnerTexts()).toEqual([
      'New: 840.00 DAI in 40 receipts',
      'Duplicates?: 141.50 DAI in 3 receipts',
    ])
    await page.getByText('44 rows · UTF-16, little endian · comma').waitFor()
    await look(page, 'import-preview', SIZES.slice(0, 2), async (where) => {
      const cut = await page
        .locator(
          '.import-column > th > bdi, .import-line:not(:has(.import-kind-unread)) > .import-paid > bdi, .import-line > .import-reference > bdi, .import-why > span',
        )
        .evaluateAll((all) =>
          (all as unknown as Boxed[])
            .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1)
            .map((one) => one.textContent),
        )
      expect(cut, `${where} cuts off`).toEqual([])
      const beyond = await page
        .locator('.import-line bdi')
        .evaluateAll((all) =>
          (all as unknown as Boxed[])
            .filter((one) => one.getBoundingClientRect().height > 36)
            .map((one) => one.textContent),
        )
      expect(beyond, `${where} leaves its row`).toEqual([])
    })
  })

  it('moves by J and K, takes a duplicate by Space, and counts what it will take', async () => {
    await page.getByRole('button', { name: 'Import 40 invoices' }).waitFor()
    await press('j')
    await press('k')
    await press('j')
    await press('Space')
    await expect.poll(() => page.getByTestId('announcer').innerText()).toBe('q-Tz9_Lk will be imported.')
    await page.getByRole('button', { name: 'Import 41 invoices' }).waitFor()
    await page.getByRole('button', { name: 'Save the other 3' }).waitFor()
    await press('Home')
    await press('Space')
    await expect
      .poll(() => page.getByTestId('announcer').innerText())
      .toBe('You decide only about possible duplicates.')
    await look(page, 'import-decided')
  })

  it('saves the rows that are left, with why', async () => {
    const rest = join(app.userDataDir, '..', 'rest.csv')
    await app.answerSaveDialog(rest)
    await page.getByRole('button', { name: 'Save the other 3' }).focus()
    await press('Enter')
    await page.getByText('3 rows written to rest.csv.').waitFor()
    expect(readFileSync(rest, 'utf8')).toContain('31 February is not a date')
  })

  it('imports them, and marks them where they are seen', async () => {
    const before = await sales()
    await page.getByRole('button', { name: 'Import 41 invoices' }).focus()
    await press('Enter')
    await page.getByText('41 invoices imported from daisy-dashboard-2025.csv.').first().waitFor()
    await look(page, 'import-made')
    const after = await sales()
    expect(after.count).toBe(before.count + 41)
    expect(after.rows.filter(({ imported }) => imported)).toHaveLength(41)
    await press('Control+2')
    await page.getByRole('grid').waitFor()
    await press('/')
    await page.keyboard.type('p-12_aQ', { delay: 40 })
    await page.waitForTimeout(APART_MS)
    await page.getByLabel('Imported from a file').waitFor()
    await press('Enter')
    await page.locator('.list-grid:focus').waitFor()
    // Two of them at the pace of a scanner are a scanner's.
    await page.waitForTimeout(APART_MS)
    await press('Enter')
    await page.getByText(/from daisy-dashboard-2025\.csv/).waitFor()
    await page.getByText('Imported, not checked with the provider').waitFor()
    await look(page, 'import-pane')
  })

  it('knows the same file again: nothing of it is new', async () => {
    await openPart()
    await chooseFile()
    await page.getByText('remembered for Daisy DAI').waitFor()
    await page.locator('.import-count').first().waitFor()
    await page.locator('.list-grid:focus').waitFor()
    expect(await counts()).toEqual(['0', '41', '2', '1'])
    expect(await page.getByRole('button', { name: 'Import 0 invoices' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Import duplicates too' }).focus()
    await press('Enter')
    await page.getByRole('button', { name: 'Import 2 invoices' }).waitFor()
    await press('Enter')
    await page.getByRole('button', { name: 'Import 0 invoices' }).waitFor()
    await look(page, 'import-again')
  })

  it('undoes the import by Ctrl Z, after it was asked, and nothing is left of it', async () => {
    await page.locator('.list-grid').focus()
    await press('Control+z')
    await page.getByRole('alertdialog').waitFor()
    await look(page, 'import-undo')
    await tabTo('.button-danger')
    await press('Enter')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    // What is shown of the open file follows.
    await expect.poll(counts).toEqual(['40', '0', '3', '1'])
    await expect.poll(async () => (await sales()).rows.filter(({ imported }) => imported)).toEqual([])
    await page.getByRole('button', { name: 'Close the file' }).focus()
    await press('Enter')
    await page
      .getByText(/undone .* by|undone /)
      .first()
      .waitFor()
    const cells = page.locator('.import-made tbody tr').last().locator('td')
    expect((await cells.allInnerTexts()).slice(3, 5)).toEqual(['41', '41'])
    await look(page, 'import-undone')
    await chooseFile()
    await page.locator('.import-count').first().waitFor()
    expect(await counts()).toEqual(['40', '0', '3', '1'])
  })

  it('leaves the keys on the screen once one is undone by its button, and keeps no refusal over another file', async () => {
    const made = async () => {
      await page.getByRole('button', { name: 'Import 40 invoices' }).focus()
      await press('Enter')
      await page.getByText('40 invoices imported from daisy-dashboard-2025.csv.').first().waitFor()
    }
    const undo = async () => {
      await tabTo('.import-made table button')
      await press('Enter')
      await page.getByRole('alertdialog').waitFor()
      await tabTo('.button-danger')
      await press('Enter')
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    }
    await made()
    await undo()
    await expect.poll(async () => (await sales()).rows.filter(({ imported }) => imported)).toEqual([])
    await expect.poll(focused).toBe('Choose a file…')
    await chooseFile()
    await made()
    const [one] = (await sales()).rows.filter(({ imported }) => imported)
    const id = one?.id ?? ''
    const refund = { currency: 'DAI', amount: '1', reason: 'damaged', reference: '' } as const
    const refunded = await callFrom(page, 'invoices.recordRefund', {
      id,
      token: crypto.randomUUID(),
      ...refund,
    })
    await undo()
    const refusal = page.getByText('The import of daisy-dashboard-2025.csv was not undone.')
    await refusal.waitFor()
    await chooseFile()
    await refusal.waitFor({ state: 'detached' })
    await page.locator('.import-count').first().waitFor()
    const refundId = refunded.refunds[0]?.id ?? ''
    await callFrom(page, 'invoices.undoRefund', { refundId, reason: 'not given' })
    const { imports } = await callFrom(page, 'imports.view', {})
    await callFrom(page, 'imports.undo', { importId: imports.find((all) => !all.undone)?.id ?? '' })
    await expect.poll(counts).toEqual(['40', '0', '3', '1'])
  })

  it('asks what no row says: which of day and month is first, the mark of the cents and the zone', async () => {
    writeFileSync(
      path,
      'Facture;Date;Montant;Devise;Payé le\nf-1;05/03/2025 10:00;1,250;DAI;05/03/2025 10:00\nf-2;06/03/2025 11:00;3,000;DAI;\n',
    )
    await page.getByRole('button', { name: 'Close the file' }).focus()
    await press('Enter')
    await chooseFile()
    await choose('Into account', 'Daisy DAI')
    await page.getByText('Is the day or the month first').first().waitFor()
    await look(page, 'import-ask')
    await tabTo('.import-ask button')
    await press('Enter')
    // Each answer leads to the next question, and the last one to the rows.
    await page.getByRole('group').filter({ hasText: '1,250' }).waitFor()
    await page.locator('.import-ask button:focus').waitFor()
    await press('Enter')
    await page.getByText('Which time zone are its times in?').first().waitFor()
    await page.locator('.import-ask button:focus').waitFor()
    await press('Enter')
    await page.getByRole('button', { name: 'Import 2 invoices' }).waitFor()
    await page.locator('.list-grid:focus').waitFor()
    await page.getByText('dates read day first · times in UTC').waitFor()
    await look(page, 'import-answered')
    // Without a Reference rows are named by their line, and it is said what that means.
    await choose('Facture becomes', 'Leave out')
    await page.getByText('No column is the Reference').waitFor()
    await expect
      .poll(() => page.locator('.import-line .import-reference').allInnerTexts())
      .toEqual(['line 2', 'line 3'])
  })

  it('goes on while another screen is looked at, and leaves nothing once it is cancelled', async () => {
    writeFileSync(path, [HEAD, ...Array.from({ length: 12_000 }, (_, n) => row(n + 1))].join('\n'))
    const before = await sales()
    await page.getByRole('button', { name: 'Close the file' }).focus()
    await press('Enter')
    await chooseFile()
    await page.getByRole('button', { name: 'Import 12,000 invoices' }).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Import 12,000 invoices' }).focus()
    await press('Enter')
    await page.getByText(/Importing daisy-dashboard-2025\.csv: [1-9]/).waitFor({ timeout: 30_000 })
    await page.screenshot({ path: join(OUTPUT, 'import-running.png') })
    await press('Control+1')
    await page.waitForTimeout(500)
    await press('Control+3')
    await page.getByText(/Importing daisy-dashboard-2025\.csv/).waitFor()
    await tabTo('.import-running button')
    await press('Enter')
    await page.getByText('Importing', { exact: false }).waitFor({ state: 'detached', timeout: 30_000 })
    const { ended } = await callFrom(page, 'imports.view', {})
    expect(ended).toMatchObject({ act: 'take', state: 'cancelled' })
    expect((await sales()).count).toBe(before.count)
    await page.getByRole('button', { name: 'Import 12,000 invoices' }).waitFor({ timeout: 30_000 })
  })
})
