import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../src/shared/contract/plain/error-codes.ts'
import { PROVIDER_IDS } from '../../../src/shared/contract/plain/provider-ids.ts'
import { keyCheck } from '../../../src/shared/contract/shapes/account.ts'
import { vaultStatus } from '../../../src/shared/contract/shapes/vault.ts'
import { accountWatch } from '../../../src/shared/contract/shapes/watching.ts'
import { SHOWN_KINDS } from '../../../src/shared/status/exceptions.ts'
import { LINK_READINGS, LINK_STAGES, STATUSES } from '../../../src/shared/status/status.ts'
import en from '../../../src/shared/words/en.json'

const full = (value: unknown) => typeof value === 'string' && value.trim() !== ''

describe('the English catalogue', () => {
  it('says for every error code what happened, what is safe and what to do next, and knows no other code', () => {
    expect(Object.keys(en.errors).toSorted()).toEqual([...ERROR_CODES].toSorted())
    for (const [code, words] of Object.entries(en.errors)) {
      expect(full(words.what) && full(words.safe) && full(words.next), code).toBe(true)
    }
  })

  it('has a title for every problem of the book, and no others', () => {
    const from = ERROR_CODES.indexOf('DISK_FULL')
    const to = ERROR_CODES.indexOf('BOOK_CHECKING')
    expect(Object.keys(en.book.title).toSorted()).toEqual([...ERROR_CODES.slice(from, to + 1)].toSorted())
  })

  it('has a word for every status, reading and stage', () => {
    expect(Object.keys(en.status).toSorted()).toEqual([...STATUSES].toSorted())
    expect(Object.keys(en.reading).toSorted()).toEqual([...LINK_READINGS].toSorted())
    expect(Object.keys(en.stage).toSorted()).toEqual([...LINK_STAGES].toSorted())
  })

  it('has a different word for every status', () => {
    expect(new Set(Object.values(en.status)).size).toBe(STATUSES.length)
  })

  it('has a word and a sentence for every kind of exception', () => {
    const { kind, sentence, chip, next } = en.attention
    for (const words of [kind, sentence, chip, next])
      expect(Object.keys(words).toSorted()).toEqual([...SHOWN_KINDS].toSorted())
  })

  it('has words for every state and feed of the watcher', () => {
    const { state, feed } = accountWatch.shape
    expect(Object.keys(en.watching.state).toSorted()).toEqual([...state.options].toSorted())
    expect(Object.keys(en.watching.feed).toSorted()).toEqual([...feed.options].toSorted())
  })

  it('has words for every warning of a key check', () => {
    const warnings = keyCheck.shape.warnings.element.options
    expect(Object.keys(en.keyWarnings).toSorted()).toEqual([...warnings].toSorted())
  })

  it('has short words for every state of the vault', () => {
    const kinds = vaultStatus.options.map((option) => option.shape.kind.value)
    expect(Object.keys(en.vault.short).toSorted()).toEqual([...kinds].toSorted())
  })

  it('says of every provider where its credentials are found', () => {
    for (const id of PROVIDER_IDS) expect(full(en.providers[id].credentials), id).toBe(true)
  })

  it('holds no empty words except where a field needs no help', () => {
    expect(emptyIn(en).filter((path) => !/^providers\.fields\.\w+\.help$/.test(path))).toEqual([])
  })
})

function emptyIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => emptyIn(inner, path === '' ? key : `${path}.${key}`))
}
