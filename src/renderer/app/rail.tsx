import { BookOpen, Calculator, KeyRound, ReceiptText, Settings2, Store } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Account } from '../../shared/contract/shapes/account.ts'
import { useNow } from '../components/hooks/use-now.ts'
import { keyTrouble, useAccounts } from '../data/accounts.ts'
import { type Overview, useOverview } from '../data/app.ts'
import { useExceptionCount } from '../data/exceptions.ts'
import { useIsAllowed, useMay } from '../data/people.ts'
import { useWatching } from '../data/watching.ts'
import { ExportLine } from '../exporting/export-line.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { PLACES, useNavigation } from '../window/navigation.tsx'
import { PersonFoot } from './lock/person-foot.tsx'

const ICONS = { counter: Calculator, invoices: ReceiptText, books: BookOpen, settings: Settings2 } as const

/** A badge is no wider than this many. */
const MOST_SHOWN = 99

/** The four places, what is told beneath them, and at the foot what the till is and how it does. */
export function Rail({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { place, go } = useNavigation()
  const attention = useExceptionCount().data?.open ?? 0
  // The list that it counts is for who may see to it.
  const mayReview = useIsAllowed('review')
  return (
    <header className="rail">
      <p className="rail-name">{t('app.name')}</p>
      <nav aria-label={t('app.places')}>
        <ul className="rail-places">
          {PLACES.map((one) => {
            const Icon = ICONS[one]
            const badge = one === 'invoices' && mayReview && attention > 0
            return (
              <li key={one}>
                <Button
                  className="rail-place"
                  onPress={() => go(one)}
                  {...(one === place && { 'aria-current': 'page' })}
                  {...(badge && { 'aria-describedby': 'rail-attention-words' })}
                >
                  <Icon aria-hidden="true" size={20} />
                  <span>{t(`places.${one}`)}</span>
                  {badge && (
                    <span className="rail-badge" aria-hidden="true">
                      {attention > MOST_SHOWN ? `${format.count(MOST_SHOWN)}+` : format.count(attention)}
                    </span>
                  )}
                </Button>
                {badge && (
                  <span id="rail-attention-words" className="visually-hidden">
                    {t('rail.attention', { count: attention })}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      </nav>
      <div className="rail-told">{children}</div>
      <Foot />
    </header>
  )
}

function Foot() {
  const { t } = useTranslation()
  const { book, vault } = useOverview()
  const may = useMay()
  const accounts = useAccounts()
  const isAway = ['locked', 'changed', 'waiting'].includes(vault.kind)
  return (
    <div className="rail-foot">
      <p>
        <Store aria-hidden="true" size={16} />
        {t('rail.till', { code: book.tillCode })}
      </p>
      <PersonFoot />
      {book.kind === 'live' && (
        <p className={vault.kind === 'ready' ? undefined : 'rail-attention'}>
          <KeyRound aria-hidden="true" size={16} />
          {isAway ? <KeysAway kind={vault.kind} /> : t(`vault.short.${vault.kind}`)}
        </p>
      )}
      {may('export') && <ExportLine />}
      <ul className="rail-health" aria-label={t('rail.providers')}>
        {accounts.data?.length === 0 && <li className="quiet">{t('rail.noAccounts')}</li>}
        {accounts.data?.slice(0, 6).map((account) => (
          <li key={account.id} className={`health-${healthOf(account)}`}>
            <span className="health-dot" aria-hidden="true" />
            <span aria-hidden="true" className="health-label">
              <bdi className="own-words">{account.label}</bdi>
            </span>
            <span className="visually-hidden">
              {t(`rail.health.${healthOf(account)}`, { name: account.label })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** So far back, a time of day alone still says which day it was, ms. */
const HOURS_ALONE_MS = 20 * 3_600_000

/** What it means that the keys cannot be had: so many sales that wait for money, and since when nobody has looked. */
function KeysAway({ kind }: { readonly kind: Overview['vault']['kind'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const watched = useWatching().data?.filter(({ state }) => state === 'locked') ?? []
  const keys = t(`vault.short.${kind}`)
  const count = watched.reduce((all, { open }) => all + open.young + open.hour + open.day + open.older, 0)
  if (count === 0) return keys
  const answers = watched.flatMap(({ lastAnswerAt }) => lastAnswerAt ?? [])
  if (answers.length === 0) return t('rail.unchecked', { keys, count })
  const since = Math.max(...answers)
  const when = now - since < HOURS_ALONE_MS ? format.clock(since) : format.shortInstant(since)
  return t('rail.uncheckedSince', { keys, count, when })
}

function healthOf(account: Account): 'ok' | 'paused' | 'noKey' | 'keyAway' | 'trouble' | 'never' {
  if (account.paused) return 'paused'
  if (!account.hasKey) return 'noKey'
  if (keyTrouble(account) !== null) return 'keyAway'
  if (account.trouble !== null) return 'trouble'
  return account.lastAnswerAt === null ? 'never' : 'ok'
}
