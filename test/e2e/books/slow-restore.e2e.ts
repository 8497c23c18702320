import { afterAll, beforeAll, describe, it } from 'vitest'
import { standInLaunch } from '../../../tools/launch.ts'
import { goTo } from '../../../tools/tour/window.ts'
import { openSite, type Site } from '../../support/looks/site.ts'
import { SIZES } from '../../support/window/look.ts'

describe('a restore after which the book takes long to open', () => {
  const isMissing = standInLaunch() === null
  let site: Site
  beforeAll(async () => {
    if (!isMissing) site = await openSite()
  })
  afterAll(() => site?.close())

  it('ends on the backups, where what came of it is said', async ({ skip }) => {
    if (isMissing) return skip('no Chromium, Chrome or Edge was found on this machine')
    const page = await site.browser.newPage({ viewport: SIZES[0] })
    page.setDefaultTimeout(20_000)
    await page.goto(site.address('backups-slow', 'en'))
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Backups' }).click()
    await page.locator('.backup-body [role="row"] .button').first().click()
    await page.getByRole('button', { name: /^Go back to/ }).click()
    await page.getByRole('heading', { name: 'The book does not answer' }).waitFor()
    await page.getByRole('tab', { name: 'Backups', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Back up now' }).waitFor()
  })
})
