import { describe, expect, it } from 'vitest'
import {
  type Choice,
  NO_CHOICE,
  OPEN_STATUSES,
} from '../../../src/renderer/screens/invoices/filter/choice.ts'
import { mayName, ownWords } from '../../../src/renderer/screens/invoices/filter/own-words.ts'
import { FILTER_KEYS, INVOICE_FILTERS } from '../../../src/renderer/screens/invoices/filter/parts.ts'
import { readTyped } from '../../../src/renderer/screens/invoices/filter/typed-filter.ts'
import { plain } from '../../../src/renderer/screens/invoices/filter/typed-names.ts'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { LANGUAGE_IDS } from '../../../src/shared/words/languages.ts'
import { createWords } from '../../../src/shared/words/words.ts'

await Promise.all(LANGUAGE_IDS.map((id) => loadCatalogue(id)))

const ownOf = (locale: string) => ownWords(createWords(locale).t, locale)
const knownIn = (locale: string) => ({
  kind: INVOICE_FILTERS,
  today: '2026-11-29',
  providers: [{ id: 'daisy' as const, name: 'Daisy' }],
  accounts: [{ id: 'account-1', label: 'Stand du marché' }],
  currencies: ['DZD', 'DAI'],
  items: ['Café au lait', 'شاي'],
  tills: ['B', 'CF'],
  own: ownOf(locale),
})
const days = (by: 'created' | 'paid' | 'recorded' | 'refunded', from: string | null, to: string | null) => ({
  period: { by, span: 'between' as const, from, to },
})
const follows = (by: 'created' | 'paid', span: 'today' | 'yesterday' | 'lastMonth' | 'week') => ({
  period: { by, span, from: null, to: null },
})
const amount = (of: 'asked' | 'received', at: string) => ({
  amount: { of, from: { at, open: false }, to: { at, open: false } },
})

describe.each<[string, readonly (readonly [string, Partial<Choice>])[]]>([
  [
    'fr-FR',
    [
      ['statut:payée', { status: ['paid'] }],
      ['statut:payee', { status: ['paid'] }],
      ['Statut : payée', { status: ['paid'] }],
      ['est:"en retard"', { status: ['paid_late'] }],
      ['statut:"en cours"', { status: OPEN_STATUSES }],
      ['est:expiré,abandonné', { status: ['expired', 'abandoned'] }],
      ['statut:"à traiter"', { attention: true }],
      ['est:"non contrôlée"', { review: 'unreviewed' }],
      ['contrôle:oui', { review: 'reviewed' }],
      ['controle:non', { review: 'unreviewed' }],
      ['étiquette:caution', { tag: ['caution'] }],
      ['prestataire:daisy', { provider: ['daisy'] }],
      ['compte:marche', { accountId: ['account-1'] }],
      ['devise:dzd', { currency: ['DZD'] }],
      ['article:cafe', { item: ['Café au lait'] }],
      ['poste:B', { till: ['B'] }],
      ["création:aujourd'hui", follows('created', 'today')],
      ['création:aujourd’hui', follows('created', 'today')],
      ['payée:hier', follows('paid', 'yesterday')],
      ['payée:"cette semaine"', follows('paid', 'week')],
      ['paiement:"le mois dernier"', follows('paid', 'lastMonth')],
      ['payée:octobre', days('paid', '2026-10-01', '2026-10-31')],
      ['payée:fevrier', days('paid', '2026-02-01', '2026-02-28')],
      ['payée:05/10/2026', days('paid', '2026-10-05', '2026-10-05')],
      ['payée:5/10/26', days('paid', '2026-10-05', '2026-10-05')],
      ['payée:01/10/2026..15/10/2026', days('paid', '2026-10-01', '2026-10-15')],
      ['payée:"1er octobre 2026"', days('paid', '2026-10-01', '2026-10-01')],
      ['remboursée:"14 juil."', days('refunded', '2026-07-14', '2026-07-14')],
      ['payée:"octobre..janvier"', days('paid', '2025-10-01', '2026-01-31')],
      ['payée:octobre..décembre', days('paid', '2025-10-01', '2025-12-31')],
      ['payée:"5 octobre..12 octobre 2025"', days('paid', '2025-10-05', '2025-10-12')],
      ['payée:"octobre..décembre 2026"', days('paid', '2026-10-01', '2026-12-31')],
      ['payée:5-oct.-2026', days('paid', '2026-10-05', '2026-10-05')],
      ['payée:juin', days('paid', '2026-06-01', '2026-06-30')],
      ['statut : « en retard »', { status: ['paid_late'] }],
      ['est:“en retard”', { status: ['paid_late'] }],
      ['est:"en retard', { status: ['paid_late'] }],
      ['montant:12,50', amount('asked', '12.50')],
      ['montant:"1 250,50"', amount('asked', '1250.50')],
      ['montant:"1\u202f250,50"', amount('asked', '1250.50')],
      ['reçu:40', amount('received', '40')],
      ['status:paid', { status: ['paid'] }],
      ['created:last-month', follows('created', 'lastMonth')],
    ],
  ],
  [
    'ar-DZ',
    [
      ['الحالة:مدفوعة', { status: ['paid'] }],
      ['حالة:مدفوع', { status: ['paid'] }],
      ['الحالة:"تحتاج إلى انتباه"', { attention: true }],
      ['الحالة:«تحتاج إلى انتباه»', { attention: true }],
      ['الحالة:مدفوعة،مردودة', { status: ['paid', 'refunded'] }],
      ['الوسم:عربون،توصيل', { tag: ['عربون', 'توصيل'] }],
      ['الحالة\u200f:مدفوعة', { status: ['paid'] }],
      ['\u2068الحالة\u2069:\u2068مدفوعة\u2069', { status: ['paid'] }],
      ['status:\u200e"paid late"', { status: ['paid_late'] }],
      ['المراجعة:نعم', { review: 'reviewed' }],
      ['الحالة:"غير مُراجَعة"', { review: 'unreviewed' }],
      ['العملة:dzd', { currency: ['DZD'] }],
      ['الصنف:شاي', { item: ['شاي'] }],
      ['الصندوق:CF', { till: ['CF'] }],
      ['الدفع:أمس', follows('paid', 'yesterday')],
      ['الدفع:"الشهر الماضي"', follows('paid', 'lastMonth')],
      ['الإنشاء:أكتوبر', days('created', '2026-10-01', '2026-10-31')],
      ['الانشاء:اكتوبر', days('created', '2026-10-01', '2026-10-31')],
      ['الدفع:05/10/2026', days('paid', '2026-10-05', '2026-10-05')],
      ['الدفع:٠٥/١٠/٢٠٢٦', days('paid', '2026-10-05', '2026-10-05')],
      ['ردّ:2026-10', days('refunded', '2026-10-01', '2026-10-31')],
      ['المبلغ:١٢٥٠٫٥٠', amount('asked', '1250.50')],
      ['المقبوض:40', amount('received', '40')],
      ['status:paid', { status: ['paid'] }],
    ],
  ],
])('a filter typed in %s', (locale, all) => {
  it.each(all)('%s', (text, change) => {
    expect(readTyped(text, NO_CHOICE, knownIn(locale), true)).toEqual({
      ...{ text: '', search: '', pending: null, unread: [] },
      choice: { ...NO_CHOICE, ...change },
    })
  })

  it('still leaves as text what is none', () => {
    const days = [
      '1-2 octobre',
      'oct-20-26',
      'octobre 12 26',
      '1.5 mai',
      'jui',
      '5 octobre 0000',
      '31 أكتوبر 26',
    ]
    for (const text of [
      ...['couleur:rouge', 'لون:أحمر', 'payée:31/02/2026', 'الدفع:13/13/2026'],
      ...days.map((one) => `paid:"${one}"`),
    ])
      expect(readTyped(text, NO_CHOICE, knownIn(locale), true)).toMatchObject({
        ...{ text, choice: NO_CHOICE },
        unread: [{ part: text }],
      })
  })
})

describe.each(LANGUAGE_IDS)('the words for filters in %s', (locale) => {
  const own = ownOf(locale)

  it('name every filter, each by words of its own', () => {
    expect(new Set(own.keys.values())).toEqual(new Set(FILTER_KEYS))
    const all = FILTER_KEYS.flatMap((key) =>
      createWords(locale).t(`list.typed.keys.${key}`).split(/[,،]/).map(plain),
    )
    expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([])
    expect(all.filter((word) => !/^[\p{L}\p{M}]+$/u.test(word))).toEqual([])
  })

  it('say when a text may name one, so that what it needs is read', () => {
    for (const [word, key] of own.keys) {
      expect(mayName(`ali ${word}:`, own, [key])).toBe(true)
      expect(mayName(`ali ${word}`, own, [key])).toBe(false)
    }
    expect(mayName('ali item:tea', own, ['item'])).toBe(true)
    expect(mayName('ali item:tea', own, ['till', 'currency'])).toBe(false)
  })
})
