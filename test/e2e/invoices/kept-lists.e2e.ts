import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APART_MS, BY_HAND, callFrom, goTo } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { listOn, SIZES } from '../../support/window/lists.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

const SALES = 600

onEveryLauncher('the lists over a restart', (launcher) => {
  let shop: SampleShop
  let page: Page
  beforeAll(async () => {
    shop = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = shop.page
  })
  afterAll(() => shop?.close())

  const { grid, search, chips, counted, place, offset, sortBy, head } = listOn(() => page, 'Invoices')
  const tab = (name: string) => page.getByRole('radio', { name, exact: true })
  const opened = () => page.locator('.pane').getAttribute('aria-label')
  const path = () => join(shop.userDataDir, 'lists.json')
  const kept = () => callFrom(page, 'lists.kept', {})
  async function restart(how: 'close' | 'kill'): Promise<void> {
    shop = await shop.restart(how)
    page = shop.page
    await page.getByRole('navigation').waitFor()
    await page.setViewportSize(SIZES[1])
  }

  it('are as they were left: view, filters, search, order, place, row, and the invoice that is open', async () => {
    await goTo(page, 'Invoices')
    await tab('Receipts').click()
    await page.getByLabel('Search receipts').fill('currency:dzd ')
    await expect.poll(chips).toEqual(['Currency DZD'])
    await tab('Invoices').click()
    await search().fill('is:paid ')
    await expect.poll(chips).toEqual(['Status Paid'])
    await search().fill('a')
    await sortBy('Customer', 'ascending')
    await grid().focus()
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('End')
    await expect.poll(place).toMatch(/Row (\d+) of \1$/)
    await page.keyboard.press('PageUp')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('r')
    await expect.poll(opened).toMatch(/^Invoice CF-/)
    const left = [await opened(), await place(), await counted(), await offset()]
    await restart('close')
    await goTo(page, 'Invoices')
    await expect.poll(opened).toBe(left[0])
    await expect.poll(place).toBe(left[1])
    await expect.poll(counted).toBe(left[2])
    await expect.poll(offset).toBe(left[3])
    expect([await chips(), await search().inputValue()]).toEqual([['Status Paid'], 'a'])
    expect(await head('Customer').getAttribute('aria-sort')).toBe('ascending')
    await tab('Receipts').click()
    await expect.poll(chips).toEqual(['Currency DZD'])
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  it('are as they last stood still where the app was killed, and their file is not written at each key', async () => {
    await tab('Invoices').click()
    await grid().focus()
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('Home')
    await page.waitForTimeout(2_500)
    const before = statSync(path()).mtimeMs
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('ArrowDown')
      await page.waitForTimeout(150)
      expect(statSync(path()).mtimeMs, `key ${n}`).toBe(before)
    }
    await expect.poll(place).toContain('Row 13 of')
    const left = await opened()
    await expect.poll(async () => (await kept()).left?.invoices.active.index).toBe(12)
    await restart('kill')
    await goTo(page, 'Invoices')
    await expect.poll(place).toContain('Row 13 of')
    await expect.poll(opened).toBe(left)
  })

  it('are each book’s own, and give way to who comes for something', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await goTo(page, 'Invoices')
    expect(await chips()).toEqual([])
    await tab('Standing links').click()
    await callFrom(page, 'book.switch', { kind: 'live' })
    await goTo(page, 'Counter')
    await goTo(page, 'Invoices')
    await expect.poll(chips).toEqual(['Status Paid'])
    await restart('close')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Show what needs attention', BY_HAND)
    await page.keyboard.press('Enter')
    await page.locator('.view[data-selected]', { hasText: 'Needs attention' }).waitFor()
    expect(await page.locator('.pane').count()).toBe(0)
    // The list itself is as it was left.
    await tab('Invoices').click()
    await expect.poll(chips).toEqual(['Status Paid'])
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await goTo(page, 'Counter')
    await goTo(page, 'Invoices')
    await page.locator('.view[data-selected]', { hasText: 'Standing links' }).waitFor()
    await callFrom(page, 'book.switch', { kind: 'live' })
  })

  it('begin without what cannot be used of a damaged file, and with the rest', async () => {
    await goTo(page, 'Invoices')
    await expect.poll(chips).toEqual(['Status Paid'])
    const { bookId } = await kept()
    shop = await shop.restart('close', () => {
      const file = JSON.parse(readFileSync(path(), 'utf8')) as Record<string, Left>
      const { invoices, ...rest } = file[`left-${bookId}`] as Left
      const choice = {
        ...invoices.choice,
        status: ['paid', 'sleeping'],
        accountId: ['an-account-that-is-gone'],
      }
      const left = {
        ...rest,
        openId: 7,
        invoices: { ...invoices, choice, sort: { by: 'weather', down: true } },
      }
      writeFileSync(path(), JSON.stringify({ ...file, [`left-${bookId}`]: left }))
    })
    page = shop.page
    await goTo(page, 'Invoices')
    await expect.poll(chips).toEqual(['Status Paid'])
    expect(await search().inputValue()).toBe('a')
    expect(await head('Created').getAttribute('aria-sort')).toBe('descending')
    expect(await page.locator('.pane').count()).toBe(0)
    shop = await shop.restart('close', () => writeFileSync(path(), 'not JSON'))
    page = shop.page
    // A file that tells nothing is put aside, and a person is told of it.
    await page.getByText('lists.json was damaged and could not be read.').waitFor()
    await page.getByRole('button', { name: 'I have read this' }).click()
    await goTo(page, 'Invoices')
    await grid().waitFor()
    expect([await chips(), await search().inputValue()]).toEqual([[], ''])
  })
})

interface Left {
  readonly invoices: { readonly choice: object }
}
