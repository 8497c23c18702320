import { Activity, Gauge, Hourglass, KeyRound, type LucideIcon, OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AccountWatching } from '../../../shared/contract/shapes/watching.ts'
import { ErrorWords } from '../../components/error-words.tsx'
import { secondsAgo } from '../../components/freshness.ts'
import { useNow } from '../../components/hooks/use-now.ts'
import type { Tone } from '../../components/status/status-tone.ts'
import { useProvider } from '../../data/app.ts'
import { useWatching } from '../../data/watching.ts'
import { durationText } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMaybeWords } from '../../i18n/words.ts'

const LOOKS: Readonly<Record<AccountWatching['state'], { readonly tone: Tone; readonly shape: LucideIcon }>> =
  {
    running: { tone: 'paid', shape: Activity },
    slowed: { tone: 'waiting', shape: Gauge },
    resting: { tone: 'attention', shape: Hourglass },
    locked: { tone: 'attention', shape: KeyRound },
    paused: { tone: 'failed', shape: OctagonX },
  }
const AGES = ['young', 'hour', 'day', 'older'] as const

/** What the watcher does for each account: how it does, how often it asks, and what still waits. */
export function LiveStatuses() {
  const { t } = useTranslation()
  const { data, error } = useWatching()
  return (
    <>
      <p className="quiet">{t('watching.text')}</p>
      <ErrorWords error={error} />
      {data?.length === 0 && <p>{t('watching.empty')}</p>}
      <ul className="accounts">
        {data?.map((one) => (
          <Watched key={one.accountId} watching={one} />
        ))}
      </ul>
    </>
  )
}

function Watched({ watching }: { readonly watching: AccountWatching }) {
  const { t } = useTranslation()
  const format = useFormat()
  const provider = useProvider(watching.provider)
  const { label, state, open } = watching
  const { tone, shape: Shape } = LOOKS[state]
  return (
    <li className="account">
      <div className="account-head">
        <h3>
          <bdi>{label}</bdi>
        </h3>
        <p className="quiet">{provider?.name ?? watching.provider}</p>
        <span className={`status status-small tone-${tone}`}>
          <Shape aria-hidden="true" size={16} strokeWidth={2.25} />
          {t(`watching.state.${state}`)}
        </span>
      </div>
      <Why watching={watching} />
      <dl className="figures">
        <Figure term={t('watching.lastAnswer')}>
          <LastAnswer at={watching.lastAnswerAt} />
        </Figure>
        <Figure term={t('watching.calls')}>
          {t('watching.callsOf', { count: watching.callsLastMinute, limit: watching.limitPerMinute })}
        </Figure>
        <Figure term={t('watching.due')}>{format.count(watching.due)}</Figure>
      </dl>
      <dl className="figures">
        {AGES.map((age) => (
          <Figure key={age} term={t(`watching.open.${age}`)}>
            {format.count(open[age])}
          </Figure>
        ))}
      </dl>
      <p className="help">{t(`watching.feed.${watching.feed}`)}</p>
    </li>
  )
}

function Figure({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Why it does not simply run, and until when. */
function Why({ watching }: { readonly watching: AccountWatching }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const maybe = useMaybeWords()
  const now = useNow()
  const { reason, until, label } = watching
  if (reason === null && until === null) return null
  const why = reason && (maybe(`errors.${reason}.what`, { account: label }) ?? reason)
  const left = until === null ? 0 : until - now
  return (
    <p className="attention-words">
      {why}{' '}
      {until !== null &&
        left > 0 &&
        t('watching.until', { when: format.instant(until), left: durationText(left, i18n.language) })}
    </p>
  )
}

function LastAnswer({ at }: { readonly at: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (at === null) return <>{t('watching.never')}</>
  const seconds = secondsAgo(at, now)
  if (seconds < 100) return <>{format.ago(seconds)}</>
  return <>{format.shortInstant(at)}</>
}
