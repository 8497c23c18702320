import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { bare } from '../../../src/shared/words/isolate.ts'
import type { LanguageId } from '../../../src/shared/words/languages.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { BY_HAND, callFrom } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

interface Typed {
  readonly language: LanguageId
  /** Filters, and the chips that they become. */
  readonly filters: string
  readonly chips: readonly string[]
  /** What is no filter, and the example that the window then gives. */
  readonly unread: string
  readonly shown: string
  readonly close: string
  readonly appearance: string
}

const TYPED: readonly Typed[] = [
  {
    ...{
      language: 'fr',
      filters: 'statut : payée montant:>12,50 ',
      chips: ['Statut Payée', 'Demandé plus de 12,50'],
    },
    ...{ unread: 'couleur:rouge ', shown: 'paiement:octobre', close: 'cloture', appearance: 'langue' },
  },
  {
    ...{
      language: 'ar',
      filters: 'الحالة:مدفوعة المبلغ:>١٢٫٥٠ ',
      chips: ['الحالة مدفوعة', 'المطلوب أكثر من 12,50'],
    },
    ...{ unread: 'لون:أحمر ', shown: 'الدفع:أكتوبر', close: 'اقفال', appearance: 'لغة' },
  },
]

interface Drawn {
  readonly scrollWidth: number
  readonly clientWidth: number
  readonly textContent: string | null
}

onEveryLauncher('what people type in their own language', (launcher) => {
  let app: SampleShop
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[0] }, 60)
    page = app.page
  })
  afterAll(() => app?.close())

  it.each(TYPED)('is understood by lists and by the palette: $language', async (typed) => {
    await loadCatalogue(typed.language)
    const { t } = createWords(typed.language)
    await callFrom(page, 'settings.set', { language: typed.language })
    await page.locator(`html[lang^="${typed.language}"]`).waitFor()
    await page.keyboard.press('Control+2')
    await page.locator('.list-rows .status-word').first().waitFor()
    const cut = await page
      .locator('.list-rows .status-word')
      .evaluateAll((all) =>
        (all as unknown as readonly Drawn[])
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map(({ textContent }) => textContent),
      )
    expect(cut).toEqual([])

    const search = page.getByRole('searchbox')
    await search.pressSequentially(typed.filters, BY_HAND)
    const chips = page.locator('.chips .chip')
    await expect
      .poll(async () => (await chips.allInnerTexts()).map((one) => bare(one).replaceAll(/\s+/g, ' ').trim()))
      .toEqual(expect.arrayContaining([...typed.chips]))
    expect(await search.inputValue()).toBe('')
    await search.pressSequentially(typed.unread, BY_HAND)
    await page.locator('.chips-unread').filter({ hasText: typed.shown }).waitFor()
    await page.getByRole('button', { name: t('invoices.clearFilters') }).click()

    const find = async (text: string) => {
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: t('palette.title'), exact: true })
      await palette.getByRole('combobox').fill(text)
      const chosen = palette.getByRole('option', { selected: true })
      await expect.poll(() => chosen.innerText()).toBeTruthy()
      return { palette, said: async () => bare(await chosen.innerText()) }
    }
    const close = await find(typed.close)
    await expect.poll(close.said).toContain(t('books.part.close'))
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: t('books.part.close'), selected: true }).waitFor()
    const language = await find(typed.appearance)
    await expect.poll(language.said).toContain(t('settings.sections.appearance'))
    await page.keyboard.press('Escape')
    await language.palette.waitFor({ state: 'detached' })
  })
})
