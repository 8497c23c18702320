import type { Page } from 'playwright-core'
import { BY_HAND, callFrom } from '../../../tools/tour/window.ts'
import type { LaunchedApp } from './launchers/index.ts'
import type { LaunchOptions } from './launchers/launched-app.ts'
import { SIZES } from './look.ts'
import { openPracticeShop } from './shop.ts'

/** Who is at the till of the tests, in the order in which the lock screen numbers them, each with the PIN. */
export const PEOPLE = {
  samira: { name: 'Samira', role: 'owner', pin: '2580', digit: '1' },
  leila: { name: 'Leïla', role: 'bookkeeper', pin: '4321', digit: '2' },
  amine: { name: 'Amine', role: 'cashier', pin: '1357', digit: '3' },
  noor: { name: 'نور', role: 'cashier', pin: '97531', digit: '4' },
} as const

export type TillPerson = keyof typeof PEOPLE

/** Sets people up at a till without any; the owner is signed in afterwards. */
export async function setUpPeople(page: Page): Promise<void> {
  const { samira, ...others } = PEOPLE
  await callFrom(page, 'people.setUp', { name: samira.name, pin: samira.pin })
  for (const { name, role, pin } of Object.values(others))
    await callFrom(page, 'people.add', { name, role, pin })
  await page.locator('.rail-person-name', { hasText: samira.name }).waitFor()
}

/** Opens a practice book with the people of the tests, chooses an account that asks in USD; the owner is signed in. */
export async function openPeopledTill(launcher: LaunchOptions['launcher']): Promise<LaunchedApp> {
  const app = await openPracticeShop({ launcher, size: SIZES[0] }, '1ShotPay', 'USD')
  await setUpPeople(app.page)
  return app
}

/** Waits until nobody is at the till. */
export async function locked(page: Page, options?: { readonly timeout: number }): Promise<void> {
  await page.getByRole('heading', { name: 'The till is locked', level: 1 }).waitFor(options)
}

/** Locks the till as idle minutes do, by no key of a person. */
export async function lock(page: Page): Promise<void> {
  await callFrom(page, 'people.lock', {})
  await locked(page)
}

/** Signs somebody in at a till that is locked, by the keys alone. */
export async function signIn(page: Page, who: TillPerson): Promise<void> {
  await enterPin(page, who)
  await signedIn(page, who)
}

/** Chooses a person and types the PIN, by the keys alone, where somebody is asked who it is, in whatever language. */
export async function enterPin(page: Page, who: TillPerson, pin: string = PEOPLE[who].pin): Promise<void> {
  const person = page.locator('.person').filter({ hasText: PEOPLE[who].name })
  // Names stand in the order of the language of the app.
  await page.keyboard.press(await person.locator('kbd').innerText())
  await page.keyboard.type(pin, BY_HAND)
  await page.keyboard.press('Enter')
}

/** Lets somebody take over by the keys alone, and waits until the till is theirs. */
export async function switchTo(page: Page, who: TillPerson): Promise<void> {
  await page.keyboard.press('Control+l')
  await signIn(page, who)
}

/** Waits until somebody is signed in, and what asked for it is gone. */
export async function signedIn(page: Page, who: TillPerson): Promise<void> {
  await page.locator('.rail-person-name', { hasText: PEOPLE[who].name }).waitFor()
  await page.locator('.person-list').waitFor({ state: 'detached' })
}
