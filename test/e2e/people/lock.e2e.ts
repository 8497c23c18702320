import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look, OUTPUT, SIZES } from '../../support/window/look.ts'
import { locked, openPeopledTill, PEOPLE, signedIn, signIn, switchTo } from '../../support/window/people.ts'
import { scan } from '../../support/window/scan.ts'

interface Styled {
  readonly outlineStyle: string
  readonly outlineWidth: string
}
declare const getComputedStyle: (element: unknown) => Styled
declare const document: { readonly documentElement: { dir: string } }

/** Every size that a till is looked at in. */
const ALL_SIZES = [SIZES[0], ...COUNTER_SIZES]

onEveryLauncher('the lock of a till', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPeopledTill(launcher)
    page = app.page
    await switchTo(page, 'amine')
    await sell(page, '1250')
  })
  afterAll(() => app?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const amount = () => page.getByRole('status', { name: 'Amount', exact: true })
  const held = async () =>
    (await app.desktopRequests()).filter(({ what }) => what === 'power-save-blocker').at(-1)?.type ?? null
  const pin = () => page.getByLabel(/^PIN of/)
  const state = async () => (await callFrom(page, 'people.view', {})).state.kind

  it('takes the book off the screen, lets the display go dark, and leaves a way in for everybody', async () => {
    await expect.poll(held).not.toBeNull()
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    expect(await page.locator('body').innerText()).not.toMatch(/12\.50|PR-00000/)
    expect(await page.getByRole('navigation').count()).toBe(0)
    await expect.poll(held).toBeNull()
    await look(page, 'people-locked', ALL_SIZES)
    await expect(callFrom(page, 'accounts.list', {})).rejects.toThrow('NOT_ALLOWED')
  })

  it('tells who is chosen by a shape in forced colours, and mirrors where the page reads from the right', async () => {
    const looks = (selected: boolean) =>
      page
        .locator(`.person[aria-selected="${selected}"]`)
        .first()
        .evaluate((one) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(one)
          return `${outlineStyle} ${outlineWidth}`
        })
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await looks(true)).not.toBe(await looks(false))
    await page.screenshot({ path: join(OUTPUT, 'people-locked-forced-1280x800.png') })
    await page.emulateMedia({ forcedColors: 'none' })
    const xOf = async (part: string) => (await page.locator(part).first().boundingBox())?.x ?? 0
    const turn = (dir: string) =>
      page.evaluate((to) => {
        document.documentElement.dir = to
      }, dir)
    expect(await xOf('.person-list')).toBeLessThan(await xOf('.pin-panel'))
    await turn('rtl')
    expect(await xOf('.person-list')).toBeGreaterThan(await xOf('.pin-panel'))
    expect(await xOf('.person-digit')).toBeGreaterThan(await xOf('.person-name'))
    expect(await xOf('.pin-key >> nth=0')).toBeLessThan(await xOf('.pin-key >> nth=2'))
    await page.screenshot({ path: join(OUTPUT, 'people-locked-rtl-1280x800.png') })
    await turn('ltr')
  })

  it('stays where the window is loaded anew, with its addresses and keys of before', async () => {
    await page.reload()
    await locked(page)
    for (const key of ['Control+2', 'Control+k', 'Control+l', 'Escape', 'n']) await page.keyboard.press(key)
    await page.waitForTimeout(300)
    await locked(page)
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await state()).toBe('locked')
  })

  it('shows whoever comes back the sale that stood there', async () => {
    await signIn(page, 'amine')
    await page
      .getByTestId('announcer')
      .filter({ hasText: 'Amine is signed in.' })
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Control+1')
    await keypad()
    await page.keyboard.type('4200', BY_HAND)
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    await signIn(page, 'amine')
    await keypad()
    await expect.poll(() => amount().innerText()).toMatch(/^42\.00/)
    await page.keyboard.press('Escape')
  })

  it('lets no digit of a PIN reach the keypad, and no one sign in by an empty or a short one', async () => {
    await page.keyboard.press('Control+l')
    await page.getByRole('dialog', { name: 'Who takes over?' }).waitFor()
    await look(page, 'people-switch', ALL_SIZES)
    await page.keyboard.press(PEOPLE.noor.digit)
    await page.keyboard.press('Enter')
    await page.keyboard.type('975', BY_HAND)
    await page.waitForTimeout(700)
    await page.keyboard.press('Enter')
    await page.locator('.field-error', { hasText: 'A PIN has 4 digits or more.' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => amount().innerText()).toMatch(/^0\.00/)
    expect(await callFrom(page, 'people.view', {})).toMatchObject({ state: { kind: 'signedIn' } })
    await page.locator('.rail-person-name', { hasText: PEOPLE.amine.name }).waitFor()
  })

  it('lets no scanner sign anybody in, also by a code that is a PIN, at any ending', async () => {
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    for (const ending of ['Enter', 'Enter twice', 'Tab and Enter', 'none'] as const) {
      await page.getByRole('listbox', { name: 'Who is at the till?' }).focus()
      await page.keyboard.press(PEOPLE.noor.digit)
      await page.locator('.pin-panel .input:focus').waitFor()
      await page.waitForTimeout(700)
      await scan(page, PEOPLE.noor.pin, ending)
      await page.waitForTimeout(700)
      expect(await state(), ending).toBe('locked')
      expect(await pin().inputValue(), ending).toBe('')
    }
    await page.locator('.field-error', { hasText: 'A scanner typed that' }).waitFor()
    await look(page, 'people-scanned')
    // A code scanned where the people are chosen leads to a person, and no further.
    await page.getByRole('listbox', { name: 'Who is at the till?' }).focus()
    await page.waitForTimeout(700)
    await scan(page, `${PEOPLE.amine.digit}${PEOPLE.amine.pin}`)
    await page.waitForTimeout(700)
    expect(await state()).toBe('locked')
    expect((await callFrom(page, 'people.view', {})).people.map(({ triesLeft }) => triesLeft)).toEqual([
      ...[5, 5, 5, 5],
    ])
  })

  it('goes by the arrows, by letters and back by Backspace, and by a finger alone', async () => {
    const list = page.getByRole('listbox', { name: 'Who is at the till?' })
    const chosen = () => list.getByRole('option', { selected: true }).innerText()
    await list.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await expect.poll(chosen).toMatch(/Leïla/)
    await page.keyboard.press('a')
    await expect.poll(chosen).toMatch(/Amine/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await expect.poll(chosen).toMatch(/نور/)
    await page.keyboard.press('Backspace')
    await page.locator('.person-list:focus').waitFor()
    await list.getByRole('option', { name: /Amine/ }).click()
    for (const digit of PEOPLE.amine.pin) await page.locator('.pin-key', { hasText: digit }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await signedIn(page, 'amine')
  })

  it('asks once more about an amount whose first keys came while the PIN was looked at', async () => {
    await goTo(page, 'Counter')
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    await page.keyboard.press(PEOPLE.noor.digit)
    await page.keyboard.type(PEOPLE.noor.pin, BY_HAND)
    await page.keyboard.press('Enter')
    // Faster than any answer, and slower than a scanner.
    await page.keyboard.press('7')
    await signedIn(page, 'noor')
    await keypad()
    await page.waitForTimeout(450)
    await page.keyboard.type('500', BY_HAND)
    await page.keyboard.press('Enter')
    const told = await page.locator('.unlikely, .sale').first().innerText()
    // Where the answer was quicker than the key, it is part of the amount.
    expect(told).toMatch(/what was entered|75\.00/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })

  it('counts wrong PINs, waits after five of them, and says so in words; a new PIN ends the wait', async () => {
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    await page.getByRole('listbox', { name: 'Who is at the till?' }).waitFor()
    await page.keyboard.press(PEOPLE.amine.digit)
    for (const left of [4, 3, 2, 1]) {
      await page.waitForTimeout(700)
      await page.keyboard.type('0000', BY_HAND)
      await page.keyboard.press('Enter')
      await page.locator('.field-error', { hasText: `${left} more tr` }).waitFor()
      expect(await pin().inputValue()).toBe('')
    }
    await look(page, 'people-wrong')
    await page.keyboard.type('0000', BY_HAND)
    await page.keyboard.press('Enter')
    await page.locator('.field-error', { hasText: /Too many wrong PINs.*Try again in/ }).waitFor()
    await look(page, 'people-waits')
    await page.keyboard.type(PEOPLE.amine.pin, BY_HAND)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    expect(await state()).toBe('locked')
    for (const _ of PEOPLE.amine.pin) await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await signIn(page, 'samira')
    await goTo(page, 'Settings')
    await page
      .getByText(/Too many wrong PINs/)
      .first()
      .scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'New PIN for Amine' }).click()
    await page.getByLabel('New PIN', { exact: true }).pressSequentially(PEOPLE.amine.pin, BY_HAND)
    await page.getByLabel('Repeat the PIN').pressSequentially(PEOPLE.amine.pin, BY_HAND)
    await page.getByRole('button', { name: 'Give the new PIN' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByText(/Too many wrong PINs/).count()).toBe(0)
    await switchTo(page, 'amine')
  })

  it('does not let in who is in the archive, and says no more of it than of a wrong PIN', async () => {
    await switchTo(page, 'samira')
    const { people } = await callFrom(page, 'people.view', {})
    const noor = people.find(({ name }) => name === PEOPLE.noor.name)
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: new RegExp(`Archive .?${PEOPLE.noor.name}`) }).click()
    await look(page, 'people-archive')
    await page.getByRole('button', { name: 'Archive', exact: true }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('Cashier · archived').waitFor()
    await page.keyboard.press('Control+Shift+L')
    await locked(page)
    expect(await page.getByRole('option').count()).toBe(3)
    await expect(
      callFrom(page, 'people.signIn', { id: noor?.id ?? '', pin: PEOPLE.noor.pin }),
    ).rejects.toThrow('PIN_WRONG')
  })

  it('tells who forgot the PIN the way back: the owner’s for others, a command for the owner', async () => {
    await page.getByRole('option', { name: /Leïla/ }).click()
    await page.getByRole('button', { name: 'I forgot my PIN' }).click()
    await page.getByText(/An owner can give you a new PIN/).waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await page.getByRole('option', { name: /Samira/ }).click()
    await page.getByRole('button', { name: 'I forgot my PIN' }).click()
    await page.getByText('counterfoil people new-pin').waitFor()
    await look(page, 'people-forgot')
  })

  it('stands when the app is started again after it was killed', async () => {
    const { userDataDir } = app
    await app.kill()
    app = await launchApp({ launcher, size: SIZES[0], userDataDir })
    page = app.page
    await locked(page)
    await signIn(page, 'amine')
  })
})
