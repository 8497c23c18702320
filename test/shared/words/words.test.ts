import { describe, expect, it } from 'vitest'
import { openCatalogues } from '../../../src/shared/words/catalogues.ts'
import { createWords } from '../../../src/shared/words/words.ts'

describe('the words of a language', () => {
  const { t, amount } = createWords('en')

  it('have their values in their places, and the plural that a count asks for', () => {
    expect(t('rail.till', { code: 'CF' })).toBe('Till CF')
    expect(t('rail.attention', { count: 1 })).toBe('1 needs attention')
    expect(t('rail.attention', { count: 4 })).toBe('4 need attention')
  })

  it('show a value as it is: neither as HTML, nor as a reference to other words', () => {
    expect(t('views.saved', { name: '<b> & "Leila"' })).toBe('View “<b> & "Leila"” saved.')
    expect(t('views.saved', { name: '$t(app.name) {{code}}' })).toBe('View “$t(app.name) {{code}}” saved.')
  })

  it('show a value without what nobody sees and what would turn the sentence about it, letters from the right by themselves', () => {
    expect(t('views.saved', { name: '\u202eabc' })).toBe('View “abc” saved.')
    expect(t('views.saved', { name: '\u202eabc \u2067דפ' })).toBe('View “\u2068abc דפ\u2069” saved.')
  })

  it('write amounts exactly, with their thousands set apart or not', () => {
    const million = { currency: 'DZD', amount: '-1234567.50' }
    expect(amount(million)).toBe('−1,234,567.50 DZD')
    expect(amount(million, 'ungrouped')).toBe('−1234567.50 DZD')
  })

  it('are there at once, also for a language without a catalogue: in English', () => {
    expect(createWords('tlh').t('app.name')).toBe('Counterfoil')
    expect(createWords('tlh').t('app.tryAgain')).toBe('Try again')
  })

  it('say what to do when the app cannot start and there is no window to say it in', () => {
    expect([t('app.notStarted.title'), t('app.notStarted.text', { path: '/logs/counterfoil.log' })]).toEqual([
      'Counterfoil could not start',
      'Your books and keys were not changed. Start it again. If it happens again, the error details are here: /logs/counterfoil.log',
    ])
  })

  it('do not change when another language is opened beside them', () => {
    const first = openCatalogues('en')
    openCatalogues('fr')
    expect(first.language).toBe('en')
    expect(first.isInitialized).toBe(true)
  })
})
