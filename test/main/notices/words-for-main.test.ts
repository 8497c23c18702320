import { describe, expect, it } from 'vitest'
import { EVENT_KINDS } from '../../../src/main/ledger/history/events.ts'
import { daisy } from '../../../src/main/providers/daisy/provider.ts'
import { ocpay } from '../../../src/main/providers/ocpay/provider.ts'
import { oneshotpay } from '../../../src/main/providers/oneshotpay/provider.ts'
import { oxapay } from '../../../src/main/providers/oxapay/provider.ts'
import en from '../../../src/shared/words/en.json' with { type: 'json' }

const fields: Readonly<Record<string, { readonly label: string }>> = en.providers.fields

describe('the English catalogue, for what the main process declares', () => {
  it('has words for every kind of event in the history', () => {
    const worded = Object.keys(en.history)
    expect(Object.keys(EVENT_KINDS).filter((kind) => !worded.includes(kind))).toEqual([])
  })

  it.each([daisy, oneshotpay, ocpay, oxapay])('labels every credential and setting of $name', (provider) => {
    const names = [...provider.credentials, ...provider.settings].map((field) => field.name)
    expect(names.filter((name) => !fields[name]?.label)).toEqual([])
  })
})
