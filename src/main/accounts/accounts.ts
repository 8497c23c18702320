import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import { textFits } from '../../shared/contract/plain/text-formats.ts'
import type { AccountSettings, KeyCheck } from '../../shared/contract/shapes/account.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { Credentials, Provider, ProviderError } from '../providers/provider.ts'
import { fingerprintOf } from '../vault/bound-text.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import type { Connections, KeyTrials } from './connections.ts'
import type { Cooldowns } from './cooldowns.ts'

/** The use cases of provider accounts. */
export interface Accounts {
  add(
    provider: ProviderId,
    label: string,
    credentials: Credentials,
    settings: AccountSettings,
  ): Promise<Result<StoredAccount>>
  update(id: string, label: string, settings: AccountSettings): Promise<Result<StoredAccount>>
  /**
   * Asks the provider once whether a key works before it counts: nothing is kept, and no account is paused.
   *
   * @param id the account whose key it would replace; null for an account that is still to be made
   */
  tryKey(
    id: string | null,
    provider: ProviderId,
    credentials: Credentials,
    settings: AccountSettings,
  ): Promise<Result<KeyCheck>>
  /** Keeps another key in the place of the account's own; one that was tried just before counts as answered. */
  replaceKey(id: string, credentials: Credentials): Promise<Result<StoredAccount>>
  /** Asks the provider once whether the key works; a yes ends a pause, a refused key begins one. */
  test(id: string): Promise<Result<KeyCheck>>
  forget(id: string): Promise<Result<null>>
  /** Pauses an account whose key was refused, so that nothing more is sent with it. */
  keyRefused(accountId: string, error: ProviderError): Promise<void>
}

export interface AccountsPorts {
  readonly ledger: LedgerClient
  readonly keys: SecretKeeper
  readonly connections: Connections & KeyTrials
  readonly clock: Clock
  readonly cooldowns: Pick<Cooldowns, 'answered'>
  readonly newId: () => string
  readonly signal: AbortSignal
  provider(id: ProviderId): Provider
  changed(accountId: string): void
  /** Told of sales that call for a person by what a key's test said of its account. */
  found(changes: readonly InvoiceChange[]): void
}

export function createAccounts(ports: AccountsPorts): Accounts {
  const { ledger, keys, connections, clock } = ports
  /** Tells the key that worked when it was tried last. */
  let proven: { readonly digest: string; readonly environment: KeyCheck['environment'] } | null = null

  async function keyRefused(accountId: string, error: ProviderError): Promise<void> {
    const reason = error.code === 'FORBIDDEN' ? 'FORBIDDEN' : 'AUTH_REJECTED'
    await ledger.pauseAccount(accountId, reason, clock.now())
    connections.drop(accountId)
    ports.changed(accountId)
  }

  /** Notes that the account's key works, and of which environment it is. */
  async function works(id: string, environment: KeyCheck['environment'] | undefined) {
    const account = await ledger.resumeAccount(id, clock.now())
    if (environment !== undefined && environment !== 'practice')
      ports.found(await ledger.noteEnvironment(id, environment, clock.now()))
    return account
  }

  function isProven(provider: ProviderId, credentials: Credentials): boolean {
    return proven?.digest === digestOf(provider, credentials)
  }

  /** Where every account has a key of its own, none has to be typed. */
  function isOwn(credentials: Credentials): boolean {
    return keys.ownKeys && Object.keys(credentials).length === 0
  }

  function checkTyped(provider: Provider, credentials: Credentials) {
    return isOwn(credentials) ? null : checkCredentials(provider, credentials)
  }

  function notKept(provider: ProviderId, credentials: Credentials) {
    const why = keys.whyNot(provider, credentials)
    return why && refuse(why)
  }

  function checkNew(provider: Provider, credentials: Credentials, settings: AccountSettings) {
    return (
      checkTyped(provider, credentials) ??
      checkSettings(provider, settings) ??
      notKept(provider.id, credentials)
    )
  }

  return {
    keyRefused,

    async add(providerId, label, credentials, settings) {
      const provider = ports.provider(providerId)
      const wrong = checkNew(provider, credentials, settings)
      if (wrong) return wrong
      const id = ports.newId()
      const kept = await keys.put(id, providerId, credentials)
      if (!kept.ok) return kept
      try {
        const account = await ledger.addAccount({
          id,
          provider: providerId,
          label,
          settings,
          createdAt: clock.now(),
          keyFingerprint: await tellingKey(id, credentials),
        })
        const answered = isProven(providerId, credentials) ? await works(id, proven?.environment) : null
        ports.changed(id)
        return ok(answered ?? account)
      } catch (error) {
        await keys.forget(id)
        throw error
      }
    },

    async tryKey(id, providerId, credentials, settings) {
      const provider = ports.provider(providerId)
      const wrong = checkNew(provider, credentials, settings)
      if (wrong) return wrong
      if (isOwn(credentials)) return ok(PRACTICE)
      const tried = { provider: providerId, settings }
      const check = await connections.tryKey(tried, id, credentials, ports.signal)
      if (!check.ok) return refuse(check.error.code, retryParams(check.error))
      proven = { digest: digestOf(providerId, credentials), environment: check.value.environment }
      return ok(check.value)
    },

    async update(id, label, settings) {
      const account = await ledger.account(id)
      if (!account) return refuse('NOT_FOUND')
      const wrong = checkSettings(ports.provider(account.provider), settings)
      if (wrong) return wrong
      const moved = movedSetting(ports.provider(account.provider), account.settings, settings)
      if (moved && (await ledger.liveLinksSince(id, 0)).length > 0)
        return refuse('SETTING_FIXED', { field: moved })
      const updated = await ledger.updateAccount(id, label, settings, clock.now())
      if (!updated) return refuse('NOT_FOUND')
      connections.renew(updated)
      ports.changed(id)
      return ok(updated)
    },

    async replaceKey(id, credentials) {
      const account = await ledger.account(id)
      if (!account) return refuse('NOT_FOUND')
      const wrong = checkTyped(ports.provider(account.provider), credentials)
      if (wrong) return wrong
      // A book that takes nothing just now says so here, before a key is touched for it.
      await ledger.writeNothing()
      const why = notKept(account.provider, credentials)
      if (why) return why
      const kept = await keys.put(id, account.provider, credentials)
      if (!kept.ok) return kept
      connections.drop(id)
      const changed = await ledger.recordNewKey(id, await tellingKey(id, credentials), clock.now())
      // What was heard of the old key says nothing of the new one.
      ports.cooldowns.answered(id)
      const answered = isProven(account.provider, credentials) ? await works(id, proven?.environment) : null
      ports.changed(id)
      return ok(answered ?? changed ?? account)
    },

    async test(id) {
      const account = await ledger.account(id)
      if (!account) return refuse('NOT_FOUND')
      if (!keys.has(id)) return refuse('NO_KEY', { account: account.label })
      const check = await connections.of(account).checkKey(ports.signal)
      if (check.ok) {
        await works(id, check.value.environment)
        ports.cooldowns.answered(id)
        ports.changed(id)
        return ok(check.value)
      }
      if (check.error.keyRefused) await keyRefused(id, check.error)
      return refuse(check.error.code, retryParams(check.error))
    },

    async forget(id) {
      const account = await ledger.account(id)
      if (!account) return refuse('NOT_FOUND')
      // A book that takes nothing just now says so here, before a key is touched for it.
      await ledger.writeNothing()
      const forgotten = await keys.forget(id)
      if (!forgotten.ok) return forgotten
      connections.drop(id)
      await ledger.forgetAccount(id, clock.now())
      ports.changed(id)
      return ok(null)
    },
  }
}

/** What is known of a key that the practice book has by itself. */
const PRACTICE: KeyCheck = { environment: 'practice', name: null, warnings: [] }

/** Tells one key from another, for as long as the app runs. */
function digestOf(provider: ProviderId, credentials: Credentials): string {
  const sorted = Object.entries(credentials).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([provider, sorted]))
    .digest('hex')
}

/** Tells this key of the account from another; 8 digits of a slow hash, which lead nobody back to the key. */
function tellingKey(accountId: string, credentials: Credentials): Promise<string> {
  return fingerprintOf(Buffer.from(accountId).toString('base64'), credentials)
}

function retryParams(error: ProviderError): Record<string, number> {
  return error.retryAfterMs === null ? {} : { seconds: Math.ceil(error.retryAfterMs / 1000) }
}

function checkCredentials(provider: Provider, credentials: Credentials) {
  const names = provider.credentials.map((field) => field.name)
  const complete = names.every((name) => (credentials[name] ?? '').trim() !== '')
  const known = Object.keys(credentials).every((name) => names.includes(name))
  return complete && known ? null : refuse('INVALID_INPUT', { field: 'credentials' })
}

function checkSettings(provider: Provider, settings: AccountSettings) {
  for (const [name, value] of Object.entries(settings)) {
    const field = provider.settings.find((one) => one.name === name)
    if (!field || !fits(field, value)) return refuse('INVALID_INPUT', { field: name })
  }
  return null
}

/** The fixed setting that would change; a setting that is not set counts as its initial value. */
function movedSetting(provider: Provider, before: AccountSettings, after: AccountSettings): string | null {
  const moved = provider.settings.find(
    (field) =>
      'fixed' in field &&
      field.fixed === true &&
      (before[field.name] ?? field.initial) !== (after[field.name] ?? field.initial),
  )
  return moved?.name ?? null
}

function fits(field: Provider['settings'][number], value: AccountSettings[string]): boolean {
  if (value === null) return true
  switch (field.kind) {
    case 'choice':
      return typeof value === 'string' && field.options.includes(value)
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max
    case 'text':
      return typeof value === 'string' && textFits(field, value)
    case 'flag':
      return typeof value === 'boolean'
  }
}
