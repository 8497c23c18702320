import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import { noteEnvironment } from '../exceptions/test-money.ts'
import { append, type EventData, type EventKind } from '../history/events.ts'
import type { StoredAccount } from '../port/accounts.ts'
import type { Ledger } from '../port/ledger.ts'
import { asTold } from '../sqlite/actor.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { all, get, ms, msOrNull, run } from '../sqlite/sql.ts'

type EventValue = EventData[string]

type AccountMethods = Pick<
  Ledger,
  | 'addAccount'
  | 'updateAccount'
  | 'pauseAccount'
  | 'resumeAccount'
  | 'noteEnvironment'
  | 'recordNewKey'
  | 'forgetAccount'
  | 'accounts'
  | 'account'
  | 'largestAsked'
  | 'writeNothing'
>

interface AccountRow {
  readonly id: string
  readonly provider: ProviderId
  readonly label: string
  readonly settings: string
  readonly created_at_ms: bigint
  readonly paused_reason: 'AUTH_REJECTED' | 'FORBIDDEN' | null
  readonly paused_at_ms: bigint | null
  readonly last_answer_at_ms: bigint | null
  readonly key_changed_at_ms: bigint | null
}

const COLUMNS =
  'id, provider, label, settings, created_at_ms, paused_reason, paused_at_ms, last_answer_at_ms, key_changed_at_ms'

/** How many of an account's last sales are looked at, and how few of a currency tell nothing. */
const LAST_SALES = 500
const TELLING_SALES = 10

/** The provider accounts of the book; their keys lie elsewhere. */
export function accountMethods(context: LedgerContext): AccountMethods {
  const account = (id: string): StoredAccount | null => {
    const row = get<AccountRow>(
      context,
      `SELECT ${COLUMNS} FROM provider_accounts WHERE id = ? AND forgotten_at_ms IS NULL`,
      [id],
    )
    return row && fromRow(row)
  }

  const change = (
    writing: Writing,
    id: string,
    assignment: string,
    values: readonly (string | number | null)[],
  ): boolean =>
    run(writing, `UPDATE provider_accounts SET ${assignment} WHERE id = ? AND forgotten_at_ms IS NULL`, [
      ...values,
      id,
    ]) > 0

  const tell = (writing: Writing, kind: EventKind, data: EventData, at: number) =>
    append(writing, null, kind, data, at)

  return {
    account,
    accounts: () =>
      all<AccountRow>(
        context,
        `SELECT ${COLUMNS} FROM provider_accounts WHERE forgotten_at_ms IS NULL ORDER BY seq`,
      ).map(fromRow),

    largestAsked(accountId, currency) {
      const row = get<{ largest: string | null; sales: bigint }>(
        context,
        `SELECT asked_amount AS largest, count(*) OVER () AS sales FROM (
           SELECT currency, asked_amount, asked_whole, asked_frac FROM invoices
           WHERE account_seq = (SELECT seq FROM provider_accounts WHERE id = ?) AND import_seq IS NULL ORDER BY seq DESC LIMIT ${LAST_SALES}
         ) WHERE currency = ? ORDER BY asked_whole DESC, asked_frac DESC LIMIT 1`,
        [accountId, currency],
      )
      return row !== null && row.sales >= TELLING_SALES ? row.largest : null
    },

    addAccount: (added) =>
      inTransaction(context, (writing) => {
        run(
          writing,
          'INSERT INTO provider_accounts (id, till_seq, provider, label, settings, created_at_ms, key_fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)',
          [
            added.id,
            writing.book.till_seq,
            added.provider,
            added.label,
            JSON.stringify(added.settings),
            added.createdAt,
            added.keyFingerprint,
          ],
        )
        tell(
          writing,
          'account_added',
          {
            ...{ account: added.id, provider: added.provider, label: added.label },
            ...(Object.keys(added.settings).length > 0 && { settings: JSON.stringify(added.settings) }),
          },
          added.createdAt,
        )
        const { keyFingerprint: _, ...kept } = added
        return { ...kept, paused: null, lastAnswerAt: null, keyChangedAt: null }
      }),

    updateAccount: (id, label, settings, at) =>
      inTransaction(context, (writing) => {
        const before = account(id)
        if (!before) return null
        change(writing, id, 'label = ?, settings = ?', [label, JSON.stringify(settings)])
        const { provider } = before
        for (const changed of changesOf(before, { label, settings }))
          tell(writing, 'account_changed', { ...{ account: id, provider, label }, ...changed }, at)
        return account(id)
      }),

    writeNothing: () => inTransaction(context, () => undefined),

    pauseAccount: (id, reason, at) =>
      inTransaction(context, (writing) => {
        const before = account(id)
        if (!before) return null
        if (before.paused?.reason === reason) return before
        change(writing, id, 'paused_reason = ?, paused_at_ms = ?', [reason, at])
        // Its provider has refused the key, whosever request it was.
        asTold(writing, () => tell(writing, 'account_paused', { account: id, reason }, at))
        return account(id)
      }),

    noteEnvironment: (id, environment, at) =>
      inTransaction(context, (writing) =>
        asTold(writing, () => noteEnvironment(writing, id, environment, at)),
      ),

    resumeAccount: (id, at) =>
      inTransaction(context, (writing) => {
        const before = account(id)
        change(
          writing,
          id,
          'paused_reason = NULL, paused_at_ms = NULL, last_answer_at_ms = max(coalesce(last_answer_at_ms, 0), ?)',
          [at],
        )
        if (before?.paused) tell(writing, 'account_resumed', { account: id }, at)
        return account(id)
      }),

    recordNewKey: (id, keyFingerprint, at) =>
      inTransaction(context, (writing) => {
        if (!change(writing, id, 'paused_reason = NULL, paused_at_ms = NULL', [])) return null
        const another = run(
          writing,
          'UPDATE provider_accounts SET key_fingerprint = ?, key_changed_at_ms = ?, last_answer_at_ms = NULL WHERE id = ? AND key_fingerprint <> ?',
          [keyFingerprint, at, id, keyFingerprint],
        )
        if (another > 0) tell(writing, 'account_key_changed', { account: id }, at)
        return account(id)
      }),

    forgetAccount: (id, at) =>
      inTransaction(context, (writing) => {
        const before = account(id)
        if (!before) return null
        change(writing, id, 'forgotten_at_ms = ?', [at])
        tell(writing, 'account_forgotten', { account: id }, at)
        return before
      }),
  }
}

/** Each setting that is another than before, the label among them. */
function changesOf(
  before: Pick<StoredAccount, 'label' | 'settings'>,
  after: Pick<StoredAccount, 'label' | 'settings'>,
): readonly { readonly setting: string; readonly from: EventValue; readonly to: EventValue }[] {
  const all = ({ label, settings }: typeof before): Readonly<Record<string, EventValue>> => ({
    ...settings,
    label,
  })
  const [old, now] = [all(before), all(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((setting) => {
    const [from, to] = [old[setting] ?? null, now[setting] ?? null]
    return from === to ? [] : [{ setting, from, to }]
  })
}

function fromRow(row: AccountRow): StoredAccount {
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    settings: JSON.parse(row.settings) as StoredAccount['settings'],
    createdAt: ms(row.created_at_ms),
    paused:
      row.paused_reason === null || row.paused_at_ms === null
        ? null
        : { reason: row.paused_reason, at: ms(row.paused_at_ms) },
    lastAnswerAt: msOrNull(row.last_answer_at_ms),
    keyChangedAt: msOrNull(row.key_changed_at_ms),
  }
}
