import { NOBODY } from '../../../shared/contract/plain/rights.ts'
import type { VaultStatus } from '../../../shared/contract/shapes/vault.ts'
import { type Clock, systemTimers } from '../../../shared/time/clock.ts'
import { FIRST_LANGUAGE } from '../../../shared/words/languages.ts'
import { lastPeopleAt } from '../../ledger/asked/last-people.ts'
import { newId } from '../../ledger/sqlite/ids.ts'
import type { PeopleBook } from '../../people/keeper.ts'
import { createPeople } from '../../people/people.ts'
import type { OpenedPeople, TillPeople } from '../../people/people-port.ts'
import type { Keychain } from '../../vault/keychain.ts'
import { createVault } from '../../vault/vault.ts'
import { bookPath } from '../book-place.ts'
import type { AppFiles } from '../files/app-files.ts'
import { createAppSettings } from '../settings.ts'

export interface TerminalPorts {
  /** The app's small files; nobody else may hold them open. */
  readonly files: Pick<AppFiles, 'stores' | 'whyNotInMemory'>
  readonly keychain: Keychain
  readonly platform: NodeJS.Platform
  /** The folder of the books. */
  readonly dataDir: string
  readonly clock: Clock
  failed(error: unknown): void
}

/**
 * Opens people for the owner's way back in a terminal: for whoever is the system's own account, to which the key store opens what it has
 * sealed. Refused where the keys lie under a passphrase, which is the way then, and where the key store does not answer.
 */
export async function openPeopleAtTerminal(ports: TerminalPorts): Promise<OpenedPeople> {
  const { files, keychain, platform, clock, failed } = ports
  const vault = createVault({
    ...{ keychain, platform, clock, store: files.stores.vault },
    whyNotInMemory: files.whyNotInMemory,
  })
  const why = whyNot(await vault.probe())
  if (why !== null) return { ok: false, why }
  const settings = createAppSettings(files.stores.settings, failed)
  const people = createPeople({
    ...{ clock, vault, failed, timers: systemTimers, store: files.stores.people },
    mark: settings.people,
    newId: () => newId(clock.now()),
    locale: () => FIRST_LANGUAGE,
    changed: () => undefined,
    wrongPassphrase: () => undefined,
  })
  const isRead = await holdAgainstBook(people, ports)
  const { state, people: all } = people.view(NOBODY)
  return {
    ok: true,
    state: state.kind === 'locked' || state.kind === 'signedIn' ? 'sound' : state.kind,
    owners: all.filter(({ role }) => role === 'owner').map(({ id, name }) => ({ id, name })),
    cashier: settings.get().cashier,
    async setPin(asked) {
      const set = await people.resetBy('terminal', asked)
      if (set.ok && !isRead) people.bookWillBePut()
      return set
    },
  }
}

/**
 * Lets people know what the live book was told, as at its opening in the app, and writes nothing into it: what is changed now is told to it
 * then. False where the book cannot be read: whatever it tells later, what the terminal changes is to count.
 */
async function holdAgainstBook(people: TillPeople, ports: TerminalPorts): Promise<boolean> {
  try {
    const told = lastPeopleAt(bookPath(ports, 'live'))
    const book: PeopleBook = {
      lastPeople: async () => told,
      appendEvent: async () => Promise.reject(new Error('the terminal writes no book')),
    }
    await people.bookOpened('live', book, false)
    return true
  } catch (error) {
    ports.failed(error)
    return false
  }
}

/** A machine without a key store seals nothing: its own account is all that can be asked for there. */
function whyNot(status: VaultStatus): 'passphrase' | 'keyStore' | null {
  if (status.kind === 'locked' || (status.kind === 'ready' && status.seal === 'passphrase'))
    return 'passphrase'
  if (status.kind === 'changed' || status.kind === 'waiting') return 'keyStore'
  const isBlocked = status.kind === 'memoryOnly' && ['kept_before', 'blocked'].includes(status.reason)
  return isBlocked ? 'keyStore' : null
}
