import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSentences, sentencesIn } from './sentences.ts'

const root = join(import.meta.dirname, '../..')

/** English that may stand in the main process, and why. */
const ALLOWED: readonly { readonly where: RegExp; readonly text: RegExp; readonly why: string }[] = [
  {
    where: /^src\/main\/practice\//,
    text: /./,
    why: 'the simulated providers answer in English, as the real ones do, whatever the language of the till',
  },
  {
    where: /^src\/main\/electron\/windows\/window-options\.ts$/,
    text: /^Counterfoil$/,
    why: 'the app’s name is the same in every language',
  },
  {
    where: /^src\/main\/export\/accounting\/bank-lines\.ts$/,
    text: /^Check Number$/,
    why: 'a column of Xero’s own template',
  },
]

describe('the main process', () => {
  it('says nothing to people in words of its own: they stand in src/shared/words', () => {
    const own = readSentences(root, 'src/main').filter(
      ({ path, text }) => !ALLOWED.some((one) => one.where.test(path) && one.text.test(text)),
    )
    expect(own.map(({ path, text }) => `${path}: ${text}`)).toEqual([])
  })

  it('has nothing allowed that is not there any more', () => {
    const all = readSentences(root, 'src/main')
    const needless = ALLOWED.filter(
      (one) => !all.some(({ path, text }) => one.where.test(path) && one.text.test(text)),
    )
    expect(needless.map(({ why }) => why)).toEqual([])
  })
})

describe('the search for sentences', () => {
  it.each([
    [`show('Paid too little')`, 'Paid too little'],
    [`show('the sale is over.')`, 'the sale is over.'],
    ['show(`Paid late: ${' + 'number}`)', 'Paid late: {}'],
    ['show(`${' + 'count} sales need attention`)', '{} sales need attention'],
    ['show(`${' + 'a} missing of ${' + 'b}.`)', '{} missing of {}.'],
    [`const button = { label: 'Save' }`, 'Save'],
    [`notify({ title: 'Paid' })`, 'Paid'],
    [`notify({ title: late ? 'Late' : word })`, 'Late'],
    [`ask({ buttons: [yes, 'Cancel'] })`, 'Cancel'],
    [`dialog.showErrorBox('It did not start', words)`, 'It did not start'],
  ])('finds what %s says', (source, text) => {
    expect(sentencesIn(source)).toEqual([text])
  })

  it.each([
    `throw new Error('This cannot be.')`,
    `failed(new TypeError('The book is not open.'))`,
    `db.prepare('SELECT count(*) AS n FROM invoices WHERE id = ?')`,
    'db.prepare(`${' + 'SELECT} WHERE id = ? ORDER BY seq`)',
    `// It is only a comment.`,
    `type Title = 'Paid too little'`,
    `headers.set('content-type', 'text/plain; charset=utf-8')`,
    `headers.set('Authorization', \`Bearer \${token}\`)`,
    `t('notification.title', { kind, number })`,
    `log.info('call refused')`,
  ])('passes over %s', (source) => {
    expect(sentencesIn(source)).toEqual([])
  })
})
