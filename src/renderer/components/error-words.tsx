import { CircleHelp, OctagonX } from 'lucide-react'
import type { ErrorParams } from '../../shared/contract/plain/envelope.ts'
import { dayText } from '../../shared/words/day-texts.ts'
import { failureOf } from '../data/call.ts'
import { errorValues } from '../i18n/error-values.ts'
import { durationText } from '../i18n/format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMaybeWords } from '../i18n/words.ts'

interface CodeProps {
  readonly code: string
  readonly params?: ErrorParams
  /** Names the line in the log, for whoever is asked for help. */
  readonly reference?: string
  readonly providerWords?: string | null
  /** `alert` reads it out at once; `quiet` is for an error that stands on the screen anyway. */
  readonly voice?: 'alert' | 'quiet'
  /** Said in place of the code's own sentences, where the place knows more than the code tells. */
  readonly words?: Partial<Record<'what' | 'safe' | 'next', string | null>>
  /** Violet where the truth is not known yet; red otherwise. */
  readonly tone?: 'failed' | 'unknown'
}

/** The words of an error code: what happened, what is safe, what to do next. */
export function ErrorCodeWords(props: CodeProps) {
  const { code, params = {}, reference, providerWords, voice = 'alert', tone = 'failed', words } = props
  const { t, i18n } = useTranslation()
  const maybe = useMaybeWords()
  const { firstDay } = params
  const period = typeof firstDay === 'string' ? dayText(firstDay, 'monthOfYear', i18n.language) : ''
  const values = {
    account: t('errorParts.account'),
    period,
    ...errorValues(params, i18n.language),
    code,
  }
  // What is missing of a person says it in words of its own.
  const context = String(params.right ?? '')
  const Shape = tone === 'failed' ? OctagonX : CircleHelp
  const part = (name: 'what' | 'safe' | 'next') =>
    words?.[name] ??
    maybe(`errors.${code}.${name}`, { ...values, context }) ??
    t(`errorParts.unknown.${name}`, values)
  return (
    <div className={`error-words tone-${tone}`} role={voice === 'alert' ? 'alert' : undefined}>
      <Shape aria-hidden="true" size={20} />
      <div>
        <p className="error-what">{part('what')}</p>
        <p>{part('safe')}</p>
        <p>{part('next')}</p>
        {typeof params.seconds === 'number' && (
          <p>{t('errorParts.wait', { time: durationText(params.seconds * 1_000, i18n.language) })}</p>
        )}
        {providerWords && <p className="quiet">{t('errorParts.providerWords', { words: providerWords })}</p>}
        {reference && code === 'INTERNAL' && (
          <p className="quiet">{t('errorParts.reference', { id: reference })}</p>
        )}
      </div>
    </div>
  )
}

interface ThrownProps extends Pick<CodeProps, 'voice' | 'words'> {
  readonly error: unknown
}

/** The words of whatever a call threw; nothing when nothing was thrown. */
export function ErrorWords({ error, ...rest }: ThrownProps) {
  if (error === null || error === undefined) return null
  const { code, params, correlationId } = failureOf(error)
  return <ErrorCodeWords code={code} params={params} reference={correlationId} {...rest} />
}
