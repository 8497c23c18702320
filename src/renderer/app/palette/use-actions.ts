import { useAccounts } from '../../data/accounts.ts'
import { useLockVault, useOverview, useSetOwn, useSwitchBook } from '../../data/app.ts'
import { useCheckNow, useCopyLink, useInvoice } from '../../data/invoices.ts'
import { useLock, useMay, useSignedIn } from '../../data/people.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { hideAmounts, useAmountsHidden, useTranslation } from '../../i18n/use-translation.ts'
import type { KeyId } from '../../keyboard/keys.ts'
import { saleView } from '../../sale/sale-view.ts'
import { countsAlike } from '../../sale-entry/account-choice.ts'
import { useEntryScreen } from '../../sale-entry/entry-provider.tsx'
import { useShowSale } from '../../sale-entry/show-sale.ts'
import { useAnnouncer } from '../../window/announcer.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import type { Action } from './action.ts'
import { showPart } from './show-part.ts'
import { useViewActions } from './use-view-actions.ts'

/** What the palette leads to that stands over the screen. */
export interface Overlays {
  openKeyMap(): void
  /** Asks for the passphrase of the keys. */
  openUnlock(): void
  /** Asks who takes over. */
  openSwitch(): void
  /** Asks why this sale is given up. */
  openAbandon(sale: { readonly id: string; readonly number: string }): void
}

/** What can be done now, and what went wrong with what was done last. */
export interface Actions {
  /** Lists it, when somebody asks: each sale that comes to the counter would else have it listed for nobody. */
  list(): readonly Action[]
  readonly error: Error | null
  /** Takes note of what went wrong. */
  seen(): void
}

/** Everything that can be done now: with the sale that is shown, then in the app. It outlives the palette it is chosen in. */
export function useActions(overlays: Overlays): Actions {
  const ofSale = useSaleActions(overlays)
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const showSale = useShowSale()
  const { go, goToAttention, goToBooks } = useNavigation()
  const { book, settings, vault } = useOverview()
  const set = useSetOwn()
  const may = useMay()
  const signedIn = useSignedIn()
  const lockTill = useLock()
  const hidden = useAmountsHidden()
  const lock = useLockVault()
  const switchBook = useSwitchBook()
  const named = useNamed()
  const sellWith = useSellWith()
  const views = useViewActions()
  const partsOfBooks = usePartsOfBooks()
  const other = settings.sound ? 'soundsOff' : 'soundsOn'

  const list = () => [
    // A sale that was being typed is gone back to, as by the key.
    named('newSale', 'next', () => showSale(null)),
    ...ofSale.list(),
    ...(may('sell') ? sellWith() : []),
    ...(signedIn
      ? [
          {
            ...{ id: 'switchPerson', keyId: 'switchPerson' as const, run: overlays.openSwitch },
            ...{ label: t('people.palette.switch'), also: t('people.palette.switchAlso') },
          },
          {
            ...{ id: 'lockTill', keyId: 'lockTill' as const, run: () => lockTill.mutate(undefined) },
            ...{ label: t('people.palette.lock'), also: t('people.palette.lockAlso') },
          },
        ]
      : []),
    {
      id: 'hideAmounts',
      keyId: 'hideAmounts' as const,
      label: t(hidden ? 'people.palette.show' : 'people.palette.hide'),
      also: t('people.palette.hideAlso'),
      run() {
        hideAmounts(!hidden)
        announce(t(hidden ? 'people.amounts.showed' : 'people.amounts.hid'))
      },
    },
    named('counter', 'counter', () => go('counter')),
    named('invoices', 'invoices', () => go('invoices')),
    ...(may('review') ? [named('attention', null, () => goToAttention({ invoiceId: null }))] : []),
    named('books', 'books', () => go('books')),
    ...(may('export')
      ? [
          named('exportReceipts', null, () => {
            goToBooks('today')
            showPart('books-receipts')
          }),
        ]
      : []),
    ...(may('review') ? partsOfBooks() : []),
    ...(may('review')
      ? [
          named('backups', null, () => {
            goToBooks('backups')
            showPart('backups-list')
          }),
        ]
      : []),
    ...(may('sell') && vault.kind === 'ready' && vault.seal === 'passphrase'
      ? [
          named('lockVault', null, () =>
            lock.mutate(undefined, { onSuccess: () => announce(t('palette.done.locked')) }),
          ),
        ]
      : []),
    ...(may('sell') && vault.kind === 'locked' ? [named('unlockVault', 'unlock', overlays.openUnlock)] : []),
    ...(may('setUp') && vault.kind === 'locked'
      ? [
          named('lostPassphrase', null, () => {
            go('settings')
            showPart('settings-keys')
          }),
        ]
      : []),
    named(other, null, () =>
      set.mutate({ sound: !settings.sound }, { onSuccess: () => announce(t(`palette.done.${other}`)) }),
    ),
    ...(['themeLight', 'themeDark', 'themeSystem'] as const)
      .map((id) => ({ id, theme: THEMES[id] }))
      .filter(({ theme }) => theme !== settings.theme)
      .map(({ id, theme }) => named(id, null, () => set.mutate({ theme }))),
    ...(may('setUp')
      ? [
          named(book.kind === 'live' ? 'toPractice' : 'toLive', null, () =>
            switchBook.mutate(book.kind === 'live' ? 'practice' : 'live'),
          ),
        ]
      : []),
    named('keyMap', 'keyMap', overlays.openKeyMap),
    ...views(),
  ]
  return {
    list,
    error: ofSale.error ?? set.error ?? lock.error ?? switchBook.error ?? lockTill.error,
    seen() {
      ofSale.seen()
      for (const mutation of [set, lock, switchBook, lockTill]) mutation.reset()
    },
  }
}

const THEMES = { themeLight: 'light', themeDark: 'dark', themeSystem: 'system' } as const

/** What can be done with the sale on the counter's screen; nothing where there is none. */
function useSaleActions({ openAbandon }: Overlays): Actions {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { invoiceId } = useEntryScreen()
  const { go } = useNavigation()
  const { data } = useInvoice(invoiceId)
  const check = useCheckNow()
  const copy = useCopyLink()
  const named = useNamed()
  const may = useMay()
  function list(): readonly Action[] {
    if (!data) return []
    const { id, number } = data.invoice
    const { canAbandon, canCheck, share } = saleView(data)
    return [
      ...(canCheck
        ? [
            named(
              'checkNow',
              'checkSale',
              () => check.mutate(id, { onSuccess: () => announce(t('palette.done.checked', { number })) }),
              number,
            ),
          ]
        : []),
      ...(share
        ? [
            named(
              'copyLink',
              null,
              () =>
                copy.mutate(share.id, { onSuccess: () => announce(t('palette.done.copied', { number })) }),
              number,
            ),
            named('showCode', null, () => go('counter'), number),
          ]
        : []),
      ...(canAbandon && may('sell')
        ? [named('abandon', 'giveUp', () => openAbandon({ id, number }), number)]
        : []),
    ]
  }
  return {
    list,
    error: check.error ?? copy.error,
    seen() {
      for (const mutation of [check, copy]) mutation.reset()
    },
  }
}

/** The parts of the books that have no action of their own. */
const PARTS = ['month', 'tieOut', 'close', 'exports', 'import', 'trail'] as const

/** An action for each part of the books: it is shown. */
function usePartsOfBooks(): () => readonly Action[] {
  const { t } = useTranslation()
  const { beside } = useFormat()
  const { goToBooks } = useNavigation()
  return () =>
    PARTS.map((part) => ({
      id: `books-${part}`,
      label: beside([t('places.books'), t(`books.part.${part}`)]),
      also: t(`palette.parts.${part}`),
      run: () => goToBooks(part),
    }))
}

/** An action for each account: it takes the next sale, or the one that is being typed. */
function useSellWith(): () => readonly Action[] {
  const { t } = useTranslation()
  const { changeAccount } = useEntryScreen()
  const showSale = useShowSale()
  const { settings, providers } = useOverview()
  const accounts = useAccounts().data ?? []
  return () =>
    accounts.map(({ id: accountId, label, provider }) => ({
      id: `sellWith-${accountId}`,
      label: t('palette.actions.sellWith', { account: label }),
      also: t('palette.also.sellWith', {
        provider: providers.find(({ id }) => id === provider)?.name ?? provider,
      }),
      run() {
        const { lastAccountId } = settings
        changeAccount({ accountId, currency: null }, (entry) =>
          countsAlike({ accounts, entry, lastAccountId, accountId }),
        )
        showSale(null)
      },
    }))
}

type ActionId =
  | keyof typeof THEMES
  | 'newSale'
  | 'checkNow'
  | 'abandon'
  | 'copyLink'
  | 'showCode'
  | 'counter'
  | 'invoices'
  | 'attention'
  | 'books'
  | 'exportReceipts'
  | 'backups'
  | 'lockVault'
  | 'unlockVault'
  | 'lostPassphrase'
  | 'soundsOff'
  | 'soundsOn'
  | 'keyMap'
  | 'toPractice'
  | 'toLive'

/** Makes an action with its words. */
function useNamed() {
  const { t } = useTranslation()
  return (id: ActionId, keyId: KeyId | null, run: () => void, number = ''): Action => ({
    id,
    label: t(`palette.actions.${id}`, { number }),
    also: t(`palette.also.${id}`),
    ...(keyId && { keyId }),
    run,
  })
}
