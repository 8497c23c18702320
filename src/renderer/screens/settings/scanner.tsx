import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ScannerHabits } from '../../../shared/contract/shapes/scanner.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useOverview, useSetSettings } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type Lesson, learn, type Sample, type SampleKey, sampleOf } from '../../keyboard/learn-scanner.ts'
import { isCharacter } from '../../keyboard/meant-key.ts'
import { createScannerKeys, ENTER_MS, NO_HINTS } from '../../keyboard/scanner.ts'

/** What was scanned is over when no key has come for so long, ms. */
const OVER_MS = 700

/** What came of the last scan in the field. */
type Seen =
  | Lesson
  /** A scanner was learned before: whether this is taken for it. */
  | { readonly kind: 'tried'; readonly sample: Sample; readonly isKnown: boolean }

/** Teaches the till its scanner: any code, scanned twice; afterwards the field tries it. */
export function Scanner() {
  const { t } = useTranslation()
  const { scanner } = useOverview().settings
  const set = useSetSettings()
  const [text, setText] = useState('')
  const [seen, setSeen] = useState<Seen | null>(null)
  const keys = useRef<SampleKey[]>([])
  const over = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(over.current), [])

  function scanned(): void {
    const typed = keys.current
    const sample = sampleOf(typed)
    keys.current = []
    setText('')
    if (!sample) return
    if (scanner) {
      setSeen({ kind: 'tried', sample, isKnown: isScan(typed, sample, scanner) })
      return
    }
    const lesson = learn(seen?.kind === 'again' ? seen.sample : null, sample)
    setSeen(lesson)
    if (lesson.kind === 'learned') set.mutate({ scanner: lesson.habits })
  }

  function hear(event: KeyboardEvent): void {
    const { key, timeStamp: at, repeat } = event
    const last = keys.current.at(-1)
    const isBehind = last !== undefined && at - last.at <= ENTER_MS
    const isEnding = key === 'Enter' || key === 'Tab'
    if (repeat || (!isCharacter(key) && !isEnding)) return
    // A Tab that stands alone leads on, as in every field.
    if (isEnding && !isBehind) return
    if (isEnding) {
      event.preventDefault()
      event.stopPropagation()
    }
    keys.current.push({ key, at })
    clearTimeout(over.current)
    over.current = setTimeout(scanned, OVER_MS)
  }

  return (
    <>
      <p>{t('settings.scanner.text')}</p>
      {scanner ? (
        <p>
          {t('settings.scanner.current', {
            shortest: scanner.shortestMs,
            longest: scanner.longestMs,
            ending: t(`settings.scanner.ending.${scanner.ending}`),
          })}
          {scanner.prefix && ` ${t('settings.scanner.prefix', { prefix: scanner.prefix })}`}
        </p>
      ) : (
        <p className="quiet">{t('settings.scanner.none')}</p>
      )}
      <div data-learns-scans onKeyDownCapture={hear}>
        <Field
          label={t('settings.scanner.field')}
          direction="ltr"
          help={t('settings.scanner.fieldHelp')}
          value={text}
          onChange={setText}
          autoComplete="off"
        />
      </div>
      <div role="status">{seen && <SeenWords seen={seen} />}</div>
      {scanner && (
        <Button
          isPending={set.isPending}
          onPress={() => {
            setSeen(null)
            set.mutate({ scanner: null })
          }}
        >
          {t('settings.scanner.forget')}
        </Button>
      )}
      <ErrorWords error={set.error} />
    </>
  )
}

function SeenWords({ seen }: { readonly seen: Seen }) {
  const { t } = useTranslation()
  if (seen.kind === 'not') return <p className="attention-words">{t(`settings.scanner.not.${seen.why}`)}</p>
  const { text, shortestMs, longestMs, ending } = seen.sample
  const next =
    seen.kind === 'tried'
      ? t(`settings.scanner.${seen.isKnown ? 'known' : 'unknown'}`)
      : t(`settings.scanner.${seen.kind}`)
  return (
    <>
      <p>
        {t('settings.scanner.seen', {
          text: text.slice(0, 40),
          count: text.length,
          shortest: shortestMs,
          longest: longestMs,
          ending: t(`settings.scanner.ending.${ending}`),
        })}
      </p>
      <p className={seen.kind === 'tried' && !seen.isKnown ? 'attention-words' : 'good-words'}>{next}</p>
    </>
  )
}

/** Says whether the keypad would take these keys for a scanner's. */
function isScan(typed: readonly SampleKey[], { text, ending }: Sample, habits: ScannerHabits): boolean {
  const scannerKeys = createScannerKeys()
  for (const { key, at } of typed) if (isCharacter(key)) scannerKeys.key(at, key)
  const last = typed.filter(({ key }) => isCharacter(key)).at(-1)?.at ?? 0
  const scan = scannerKeys.scan(last, ending, { ...NO_HINTS, habits })
  return scan !== null && text.endsWith(scan.text)
}
