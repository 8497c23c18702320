import { CircleCheck, OctagonX } from 'lucide-react'
import { useRef } from 'react'
import type {
  TrailOutcome,
  TrailProgress,
  TrailView,
} from '../../../../shared/contract/shapes/books/trail.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Progress } from '../../../components/progress/progress.tsx'
import { useStopTrail, useVerifyTrail } from '../../../data/lists/trail.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { EntryHash } from './entry-hash.tsx'
import { useTimeWords } from './use-time-words.ts'

/** Who presses twice has begun one, and not stopped it again, ms. */
const PRESSED_TWICE_MS = 300

/** How the trail stands: a walk under way, or what the last one found, with the way to begin and to stop one. */
export function Standing({ view: { running, last } }: { readonly view: TrailView }) {
  const { t } = useTranslation()
  const verify = useVerifyTrail()
  const stop = useStopTrail()
  const began = useRef(0)
  const press = () => {
    if (running) {
      if (performance.now() - began.current > PRESSED_TWICE_MS) stop.mutate()
    } else {
      began.current = performance.now()
      verify.mutate()
    }
  }
  const isGood = !running && last?.state === 'whole'
  const act = running ? 'stop' : last === null ? 'check' : 'checkAgain'
  return (
    <section className="card trail-standing" aria-labelledby="trail-standing">
      <div className="trail-head">
        <h2 id="trail-standing" className={isGood ? 'trail-title trail-good' : 'trail-title'}>
          {isGood && <CircleCheck aria-hidden="true" size={20} />}
          {!running && last?.state === 'unknown' && (
            <OctagonX aria-hidden="true" size={20} className="trail-bad" />
          )}
          {t(running ? 'trail.checking' : last === null ? 'trail.notChecked' : `trail.state.${last.state}`)}
        </h2>
        {/* One button, so that whoever pressed it by a key stands on it still. */}
        <Button look={act === 'check' ? 'primary' : 'plain'} onPress={press}>
          {t(`trail.${act}`)}
        </Button>
      </div>
      {running ? (
        <Running running={running} />
      ) : (
        <p>{last === null ? t('trail.notCheckedText') : <Found last={last} />}</p>
      )}
      <ErrorWords error={verify.error ?? stop.error} />
    </section>
  )
}

const PARTS = ['entries', 'amounts'] as const

function Running({ running }: { readonly running: TrailProgress }) {
  const { t } = useTranslation()
  const format = useFormat()
  const time = useTimeWords()
  const { part, done, of, leftMs } = running
  const share = of === 0 ? 0 : done / of
  return (
    <>
      <div className="trail-bar">
        <Progress label={t('trail.checking')} done={share} />
        <b>{t('trail.percent', { percent: format.count(Math.floor(share * 100)) })}</b>
      </div>
      <p>
        {t('trail.step', { step: PARTS.indexOf(part) + 1, of: PARTS.length, part: t(`trail.part.${part}`) })}
        <span className="help">
          {' · '}
          {t('trail.done', { done: format.count(done), of: format.count(of) })}
          {leftMs !== null && ` · ${t('trail.left', { time: time(leftMs) })}`}
          {` · ${t('trail.sellingGoesOn')}`}
        </span>
      </p>
    </>
  )
}

function Found({ last }: { readonly last: TrailOutcome }) {
  const { t } = useTranslation()
  const format = useFormat()
  const time = useTimeWords()
  if (last.state === 'unknown') return t(`trail.unknown.${last.why}`)
  const { entries, head, at, tookMs } = last
  return (
    <>
      {t('trail.whole', {
        count: entries,
        figure: format.count(entries),
        when: format.when(at),
        time: time(tookMs),
      })}{' '}
      {t('trail.headHash', { entry: format.count(head.entry) })} <EntryHash hash={head.hash} />
    </>
  )
}
