import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useNow } from '../../../components/hooks/use-now.ts'
import { Progress } from '../../../components/progress/progress.tsx'
import { useMakeBackup } from '../../../data/backups.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { ageOf, type Standing, standingOf } from './standing.ts'

const TONES = { none: 'quiet', good: 'paid', old: 'attention', failed: 'attention' } as const
const SHAPES = { none: Info, good: CircleCheck, old: TriangleAlert, failed: TriangleAlert } as const

/** How the backups stand, in words, and the act that makes one now. */
export function BackupsHead({ view }: { readonly view: BackupsView }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const make = useMakeBackup()
  const now = useNow()
  const standing = standingOf(view, now)
  const isMaking = make.isPending || view.making !== null
  const Shape = SHAPES[standing.kind]
  return (
    <div className="backups-head">
      <div className={`backups-standing tone-${TONES[standing.kind]}`}>
        <Shape aria-hidden="true" size={20} />
        <StandingWords standing={standing} now={now} />
      </div>
      {isMaking && (
        <div className="backups-making">
          <Progress label={t('backups.making')} done={view.making ?? 0} />
        </div>
      )}
      <Button
        needs="setUp"
        look="primary"
        isPending={isMaking}
        onPress={() => make.mutate(undefined, { onSuccess: () => announce(t('backups.made')) })}
      >
        {t(isMaking ? 'backups.making' : 'backups.make')}
      </Button>
      {standing.kind !== 'failed' && <ErrorWords error={make.error} />}
    </div>
  )
}

function StandingWords({ standing, now }: { readonly standing: Standing; readonly now: number }) {
  const { t } = useTranslation()
  switch (standing.kind) {
    case 'none':
      return (
        <p>
          <strong>{t('backups.none')}</strong>
        </p>
      )
    case 'good':
      return (
        <p>
          <Age at={standing.last.madeAt} now={now} /> <span className="quiet">{t('backups.checked')}</span>
        </p>
      )
    case 'old':
      return (
        <p>
          <Age at={standing.last.madeAt} now={now} isOld />{' '}
          <span className="quiet">
            {standing.last.newer === null
              ? t('backups.oldOther')
              : t('backups.old', { count: standing.last.newer })}{' '}
            {t('backups.oldNext')}
          </span>
        </p>
      )
    case 'failed':
      return <FailedWords standing={standing} now={now} />
  }
}

interface AgeProps {
  readonly at: number
  readonly now: number
  readonly isOld?: boolean
}

function Age({ at, now, isOld = false }: AgeProps) {
  const { t } = useTranslation()
  const { unit, count } = ageOf(at, now)
  return (
    <strong className={isOld ? 'attention-words' : undefined}>
      {t('backups.last', { age: t(`backups.age.${unit}`, { count }) })}
    </strong>
  )
}

interface FailedProps {
  readonly standing: Extract<Standing, { kind: 'failed' }>
  readonly now: number
}

function FailedWords({ standing: { failure, last }, now }: FailedProps) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  const part = (name: 'what' | 'next') =>
    maybe(`errors.${failure.code}.${name}`) ?? t(`errorParts.unknown.${name}`, { code: failure.code })
  return (
    <p>
      <strong className="attention-words">{t('backups.failed', { when: format.when(failure.at) })}</strong>{' '}
      <span className="quiet">
        {part('what')}{' '}
        {failure.needed !== null && `${t('backups.needs', { size: format.size(failure.needed) })} `}
        {t('backups.failedSafe')} {part('next')}
      </span>{' '}
      {last && <Age at={last.madeAt} now={now} />}
    </p>
  )
}
