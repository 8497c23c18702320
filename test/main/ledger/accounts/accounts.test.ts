import { expect, test } from 'vitest'
import { addAccount, eur, openSale, START, sale, testBook } from '../../../support/books/open-book.ts'

const TWO = 'account-two'

/** A book of two accounts, and what it tells of them since. */
async function shop() {
  const { db, ledger } = await testBook()
  addAccount(ledger, TWO, 'ocpay')
  const told = () =>
    db
      .prepare(
        "SELECT kind, data, at_ms FROM events WHERE kind LIKE 'account_%' ORDER BY seq LIMIT -1 OFFSET 2",
      )
      .all()
      .map((row) => {
        const { kind, data, at_ms: at } = row as { kind: string; data: string; at_ms: bigint }
        return [kind, JSON.parse(data) as unknown, Number(at) - START]
      })
  const fingerprint = (id: string) =>
    db.prepare('SELECT key_fingerprint FROM provider_accounts WHERE id = ?').pluck().get(id)
  return { db, ledger, told, fingerprint }
}

test('an account that is added is told, and stands behind those before it', async () => {
  const { db, ledger } = await shop()
  const added = {
    id: 'account-three',
    provider: 'oxapay',
    label: 'Bar',
    settings: { a: true },
    createdAt: START + 5,
  } as const
  const kept = ledger.addAccount({ ...added, keyFingerprint: 'ff' })
  expect(kept).toEqual({ ...added, paused: null, lastAnswerAt: null, keyChangedAt: null })
  expect(ledger.accounts().map((one) => one.id)).toEqual(['account-of-the-shop', TWO, 'account-three'])
  expect(ledger.account('account-three')).toEqual(kept)
  const event = db.prepare('SELECT kind, data FROM events ORDER BY seq DESC LIMIT 1').get()
  expect(event).toMatchObject({ kind: 'account_added' })
  expect(JSON.parse(String(Reflect.get(Object(event), 'data')))).toEqual({
    account: 'account-three',
    provider: 'oxapay',
    label: 'Bar',
    settings: '{"a":true}',
  })
})

test('an account gets another name and other settings, and no other account does', async () => {
  const { ledger } = await shop()
  const changed = ledger.updateAccount(TWO, 'Garden', { confirmations: 3 }, START + 5)
  expect(changed).toMatchObject({ id: TWO, label: 'Garden', settings: { confirmations: 3 } })
  expect(ledger.account(TWO)).toEqual(changed)
  expect(ledger.account('account-of-the-shop')).toMatchObject({ label: 'Shop', settings: {} })
  expect(ledger.updateAccount('nobody', 'x', {}, START)).toBeNull()
})

test('each setting that is changed is told, from what to what, and nothing of those that stay', async () => {
  const { ledger, told } = await shop()
  ledger.updateAccount(TWO, 'Garden', { walletAddress: '0xaaa', lifeTime: 60 }, START + 10)
  ledger.updateAccount(TWO, 'Garden', { walletAddress: '0xbbb', lifeTime: 60, sandbox: true }, START + 20)
  ledger.updateAccount(TWO, 'Garden', { walletAddress: '0xbbb', lifeTime: 60, sandbox: true }, START + 30)
  ledger.updateAccount(TWO, 'Garden', { lifeTime: 60, sandbox: true }, START + 40)
  const of = { account: TWO, provider: 'ocpay', label: 'Garden' }
  const before = ledger.account('account-of-the-shop')
  expect(before?.settings).toEqual({})
  expect(told()).toEqual([
    ['account_changed', { ...of, setting: 'label', from: expect.any(String), to: 'Garden' }, 10],
    ['account_changed', { ...of, setting: 'walletAddress', from: null, to: '0xaaa' }, 10],
    ['account_changed', { ...of, setting: 'lifeTime', from: null, to: 60 }, 10],
    ['account_changed', { ...of, setting: 'walletAddress', from: '0xaaa', to: '0xbbb' }, 20],
    ['account_changed', { ...of, setting: 'sandbox', from: null, to: true }, 20],
    ['account_changed', { ...of, setting: 'walletAddress', from: '0xbbb', to: null }, 40],
  ])
})

test('an account is paused once for a reason, and told again only for another one', async () => {
  const { ledger, told } = await shop()
  expect(ledger.pauseAccount(TWO, 'AUTH_REJECTED', START + 10)).toMatchObject({
    paused: { reason: 'AUTH_REJECTED', at: START + 10 },
  })
  expect(ledger.pauseAccount(TWO, 'AUTH_REJECTED', START + 20)?.paused).toEqual({
    reason: 'AUTH_REJECTED',
    at: START + 10,
  })
  expect(ledger.pauseAccount(TWO, 'FORBIDDEN', START + 30)?.paused).toEqual({
    reason: 'FORBIDDEN',
    at: START + 30,
  })
  expect(ledger.account('account-of-the-shop')?.paused).toBeNull()
  expect(told()).toEqual([
    ['account_paused', { account: TWO, reason: 'AUTH_REJECTED' }, 10],
    ['account_paused', { account: TWO, reason: 'FORBIDDEN' }, 30],
  ])
  expect(ledger.pauseAccount('nobody', 'FORBIDDEN', START)).toBeNull()
})

test('a paused account goes on when it is resumed; one that was not paused tells nothing', async () => {
  const { ledger, told } = await shop()
  expect(ledger.resumeAccount(TWO, START + 5)).toMatchObject({ id: TWO, paused: null })
  ledger.pauseAccount(TWO, 'FORBIDDEN', START + 10)
  ledger.pauseAccount('account-of-the-shop', 'FORBIDDEN', START + 11)
  expect(ledger.resumeAccount(TWO, START + 20)?.paused).toBeNull()
  expect(ledger.account(TWO)?.paused).toBeNull()
  expect(ledger.account('account-of-the-shop')?.paused).not.toBeNull()
  expect(told().at(-1)).toEqual(['account_resumed', { account: TWO }, 20])
  expect(told()).toHaveLength(3)
  expect(ledger.resumeAccount('nobody', START)).toBeNull()
})

test('another key ends a pause and is told with its time; the same key ends the pause alone', async () => {
  const { ledger, told, fingerprint } = await shop()
  ledger.pauseAccount(TWO, 'AUTH_REJECTED', START + 10)
  expect(ledger.recordNewKey(TWO, 'aa', START + 20)).toMatchObject({ paused: null, keyChangedAt: START + 20 })
  ledger.pauseAccount(TWO, 'AUTH_REJECTED', START + 30)
  expect(ledger.recordNewKey(TWO, 'aa', START + 40)).toMatchObject({ paused: null, keyChangedAt: START + 20 })
  expect(told().map(([kind, , at]) => [kind, at])).toEqual([
    ['account_paused', 10],
    ['account_key_changed', 20],
    ['account_paused', 30],
  ])
  expect([fingerprint(TWO), fingerprint('account-of-the-shop')]).toEqual(['aa', ''])
  expect(ledger.recordNewKey('nobody', 'aa', START)).toBeNull()
})

test('a forgotten account is found no more, sells no more, and its sales stay', async () => {
  const { ledger, told } = await shop()
  const { invoiceId } = openSale(ledger, { accountId: TWO })
  expect(ledger.forgetAccount(TWO, START + 10)).toMatchObject({ id: TWO })
  expect(ledger.account(TWO)).toBeNull()
  expect(ledger.accounts().map((one) => one.id)).toEqual(['account-of-the-shop'])
  expect(ledger.createInvoice(sale({ accountId: TWO }))).toBeNull()
  expect(ledger.invoice(invoiceId)?.invoice).toMatchObject({ accountId: TWO, status: 'open' })
  expect(ledger.scheduledLinks(null, 10).links).toEqual([])
  expect([
    ledger.forgetAccount(TWO, START + 20),
    ledger.updateAccount(TWO, 'x', {}, START),
    ledger.pauseAccount(TWO, 'FORBIDDEN', START + 20),
    ledger.resumeAccount(TWO, START + 20),
    ledger.recordNewKey(TWO, 'aa', START + 20),
  ]).toEqual([null, null, null, null, null])
  expect(told()).toEqual([['account_forgotten', { account: TWO }, 10]])
})

test('the largest amount of an account’s last sales is told once there are ten of the currency, by value and not as a text', async () => {
  const { ledger } = await shop()
  const { id: one } = ledger.accounts()[0] ?? { id: '' }
  const sell = (asked: string, change = {}) =>
    openSale(ledger, { asked: eur(asked), ...change }, { ref: crypto.randomUUID() })
  for (const asked of ['9.5', '100', '20', '99.99', '1', '2', '3', '4', '5']) sell(asked)
  expect(ledger.largestAsked(one, 'EUR')).toBeNull()
  sell('6', { accountId: TWO })
  expect(ledger.largestAsked(one, 'EUR')).toBeNull()
  sell('6')
  expect(ledger.largestAsked(one, 'EUR')).toBe('100')
  expect([
    ledger.largestAsked(one, 'USD'),
    ledger.largestAsked(TWO, 'EUR'),
    ledger.largestAsked('nobody-there', 'EUR'),
  ]).toEqual([null, null, null])
  for (let n = 0; n < 500; n += 1) sell('7')
  expect(ledger.largestAsked(one, 'EUR')).toBe('7')
})
