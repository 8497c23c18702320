import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { lock, openPeopledTill, signIn } from '../../support/window/people.ts'

const PASSPHRASE = 'four words or more'

onEveryLauncher('what an owner is told of changes and of guesses', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPeopledTill(launcher)
    page = app.page
    await callFrom(page, 'settings.set', { setupDone: true, quickAmounts: { DZD: ['500'] } })
    await callFrom(page, 'settings.set', { quickAmounts: { DZD: ['500', '1250'] } })
    await callFrom(page, 'vault.createPassphrase', { passphrase: PASSPHRASE })
    await callFrom(page, 'vault.lock', {})
  })
  afterAll(() => app?.close())

  const wrong = () =>
    callFrom(page, 'vault.unlock', { passphrase: 'a guess' }).then(
      () => 'opened',
      (error: unknown) => String(error),
    )

  it('how many wrong passphrases were tried, and when, as soon as an owner signs in; once it is read it is gone', async () => {
    for (let n = 0; n < 3; n += 1) expect(await wrong()).toContain('WRONG_PASSPHRASE')
    await page.locator('.notice', { hasText: '3 wrong passphrases were tried at this till.' }).waitFor()
    await lock(page)
    expect(await page.locator('.notice').count()).toBe(0)
    await signIn(page, 'amine')
    expect(await page.locator('.notice', { hasText: 'passphrases' }).count()).toBe(0)
    await callFrom(page, 'people.lock', {})
    await signIn(page, 'samira')
    const notice = page.locator('.notice', { hasText: '3 wrong passphrases were tried at this till.' })
    await notice.waitFor()
    await look(page, 'people-guessed')
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await notice.waitFor({ state: 'detached' })
    expect((await callFrom(page, 'people.view', {})).wrongPassphrases).toBeNull()
  })

  it('that there is to be waited after five, with how long, where the keys are unlocked', async () => {
    await goTo(page, 'Settings')
    await page.getByLabel('Passphrase', { exact: true }).first().waitFor()
    for (let n = 0; n < 2; n += 1) expect(await wrong()).toContain('WRONG_PASSPHRASE')
    await page.getByLabel('Passphrase', { exact: true }).first().fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    const words = page.getByRole('alert').filter({ hasText: 'Too many wrong passphrases' }).first()
    await words.waitFor()
    await words.scrollIntoViewIfNeeded()
    expect(await words.innerText()).toMatch(/The keys are untouched\.[\s\S]*Try again in 0:(?:30|2\d)\./)
    await look(page, 'people-passphrase-waits')
    expect(await callFrom(page, 'vault.status', {})).toEqual({ kind: 'locked' })
  })

  it('in the trail of the live book, who changed which setting from what to what, in each language', async () => {
    await callFrom(page, 'book.switch', { kind: 'live' })
    await page.reload()
    await callFrom(page, 'settings.set', { cashier: 'Samira' })
    const said = {
      en: [
        'Setting changed: Quick amounts, from 500 DZD to 500 DZD, 1250 DZD',
        'Passphrase of the keys created',
        'Wrong passphrase tried: to open the keys · 3 in a row',
      ],
      fr: [
        'Réglage modifié : Montants rapides, de 500 DZD à 500 DZD, 1250 DZD',
        'Phrase secrète des clés créée',
        'Phrase secrète erronée essayée : pour ouvrir les clés · 3 de suite',
      ],
      ar: ['تغيّر إعداد', 'أُنشئت عبارة سرّ المفاتيح', '3 محاولات متتالية'],
    } as const
    for (const language of ['fr', 'ar', 'en'] as const) {
      await callFrom(page, 'people.setOwnLanguage', { language })
      await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' })
      await page.keyboard.press('Control+3')
      const tab = { en: 'Trail', fr: "Piste d'audit", ar: 'سجل التدقيق' }[language]
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.locator('.trail-line').first().waitFor()
      const rows = async () =>
        (await page.locator('.trail-line').allInnerTexts())
          .join('\n')
          .replaceAll(/[\u2066-\u2069]/g, '')
          .replaceAll('\u00a0', ' ')
      for (const words of said[language]) await expect.poll(rows).toContain(words)
      expect(await rows()).toContain('Samira')
      await look(page, `people-trail-${language}`)
    }
    await page.keyboard.press('F10')
    await expect
      .poll(async () => (await page.locator('.trail-line').allInnerTexts()).join('\n'))
      .not.toMatch(/500 DZD|1250/)
  })
})
