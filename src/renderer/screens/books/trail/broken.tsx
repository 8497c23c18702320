import { Check, CircleCheck, Link2, OctagonX, X } from 'lucide-react'
import { useState } from 'react'
import type { TrailBreak, TrailEntry, TrailOutcome } from '../../../../shared/contract/shapes/books/trail.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useVerifyTrail } from '../../../data/lists/trail.ts'
import { cellInSight } from '../../../i18n/hidden-amounts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { EntryHash } from './entry-hash.tsx'
import { useEntryWords } from './use-entry-words.ts'
import { useTimeWords } from './use-time-words.ts'

type Found = Extract<TrailOutcome, { readonly state: 'broken' }>

interface Props {
  readonly found: Found
  readonly onOpen: (invoiceId: string) => void
  readonly onEntries: () => void
}

/** What does not hold: its number and what that means first, then its neighbours, and what is safe all the same. */
export function Broken({ found, onOpen, onEntries }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const verify = useVerifyTrail()
  const [at, setAt] = useState(0)
  const { breaks, count } = found
  const broken = breaks[Math.min(at, breaks.length - 1)]
  const sale = broken?.around.find(({ entry }) => entry === broken.entry)?.invoice ?? null
  const next = () => setAt((now) => (now + 1) % breaks.length)
  useKeys('list', {
    nextDue: { takes: ({ inField }) => !inField && breaks.length > 1, run: next },
    openRow: () => sale && onOpen(sale.id),
  })
  if (!broken) return null
  const names = namesOf(broken, format.count)
  return (
    <>
      <section className="trail-alarm" role="alert" aria-labelledby="trail-alarm">
        <OctagonX aria-hidden="true" size={20} className="trail-bad" />
        <div>
          <h2 id="trail-alarm">{t(`trail.broken.${broken.why}.title`, names)}</h2>
          <p>
            {t(`trail.broken.${broken.why}.text`, {
              ...names,
              sale: sale ? t('trail.ofSale', { number: sale.number }) : t('trail.ofBook'),
            })}
          </p>
          <div className="actions trail-acts">
            {sale && <Button onPress={() => onOpen(sale.id)}>{t('trail.openSale')}</Button>}
            {breaks.length > 1 && <Button onPress={next}>{t('trail.next')}</Button>}
            <Button onPress={onEntries}>{t('trail.showEntries')}</Button>
            <Button isPending={verify.isPending} onPress={() => verify.mutate()}>
              {t('trail.checkAgain')}
            </Button>
            <span className="help">{t('trail.nothingChanged')}</span>
          </div>
          <ErrorWords error={verify.error} />
        </div>
      </section>
      <div className="trail-broken">
        <Around broken={broken} />
        <Safe found={found} />
      </div>
      <footer className="trail-foot help">
        <p className="keys-hint">{t(breaks.length > 1 ? 'trail.brokenKeys' : 'trail.brokenKey')}</p>
        <p>{t('trail.brokenOf', { count, figure: format.count(count), all: format.count(found.entries) })}</p>
      </footer>
    </>
  )
}

function namesOf(broken: TrailBreak, figure: (count: number) => string) {
  const { entry, until, told, held } = broken
  return {
    entry: figure(entry),
    until: figure(until),
    count: until - entry + 1,
    told: cellInSight(told ?? ''),
    held: cellInSight(held ?? ''),
  }
}

function Around({ broken }: { readonly broken: TrailBreak }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEntryWords()
  const isBroken = ({ entry }: TrailEntry) => entry >= broken.entry && entry <= broken.until
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="card trail-around" tabIndex={0} aria-labelledby="trail-around">
      <h2 id="trail-around">{t('trail.around')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            {(['entry', 'when', 'what', 'hash', 'fits'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`trail.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {broken.around.map((row) => (
            <tr key={row.id} className={isBroken(row) ? 'trail-here' : undefined}>
              <td>{format.count(row.entry)}</td>
              <td className="trail-at" title={format.instant(row.at)}>
                {format.columnInstant(row.at)}
              </td>
              <td>
                <bdi className="long-text">{words.what(row)}</bdi>
              </td>
              <td>
                <EntryHash hash={row.hash} />
              </td>
              <td>
                <Fits row={row} broken={broken} isBroken={isBroken(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="trail-hashes">
        {HASHES.map(
          (name) =>
            broken[name] !== null && (
              <div key={name}>
                <dt>{t(`trail.hash.${name}`)}</dt>
                <dd>
                  {name === 'should' || name === 'is' ? (
                    <span className="trail-hash" title={broken[name]}>
                      {inGroups(broken[name])}
                    </span>
                  ) : (
                    <bdi>{broken[name]}</bdi>
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}

const HASHES = ['should', 'is', 'told', 'held'] as const

/** The first sixteen characters, in fours; the whole is its title. */
function inGroups(hash: string): string {
  return hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}

interface FitsProps {
  readonly row: TrailEntry
  readonly broken: TrailBreak
  readonly isBroken: boolean
}

function Fits({ row, broken, isBroken }: FitsProps) {
  const { t } = useTranslation()
  if (isBroken) return <X aria-label={t('trail.fits.no')} size={18} className="trail-bad" />
  if (row.entry < broken.entry)
    return <Check aria-label={t('trail.fits.yes')} size={18} className="trail-good" />
  return <Link2 aria-label={t('trail.fits.follows')} size={18} />
}

/** What still holds: an entry that was changed takes none of the others with it. */
function Safe({ found }: { readonly found: Found }) {
  const { t } = useTranslation()
  const format = useFormat()
  const time = useTimeWords()
  const [first] = found.breaks
  const isOfHashes = (why: TrailBreak['why']) => ['changed', 'missing', 'cut', 'rewritten'].includes(why)
  const hasAmounts = found.breaks.some(({ why }) => !isOfHashes(why))
  const hasHashes = found.breaks.some(({ why }) => isOfHashes(why))
  const hashes = found.breaks.find(({ why }) => isOfHashes(why))
  const before = (hashes?.why === 'rewritten' ? 1 : (hashes?.entry ?? found.head.entry + 1)) - 1
  // Behind the last entry that was changed or removed all others follow, where it is known which is the last.
  const ends = found.breaks.map(({ why, until }) => (why === 'changed' || why === 'missing' ? until : 0))
  const behind = found.count > found.breaks.length ? 0 : Math.max(...ends)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="card trail-safe" tabIndex={0} aria-labelledby="trail-safe">
      <h2 id="trail-safe">{t('trail.safe')}</h2>
      <ul className="trail-parts">
        {before > 0 && (
          <Line
            isGood
            words={t('trail.safeBefore', { until: format.count(before) })}
            state={t('trail.unbroken')}
          />
        )}
        {found.breaks.slice(0, MOST_LINES).map((one) => (
          <Line
            key={`${one.why} ${one.entry} ${one.told}`}
            isGood={false}
            words={t(
              one.until > one.entry ? 'trail.safeEntries' : 'trail.safeEntry',
              namesOf(one, format.count),
            )}
            state={t(`trail.broken.${one.why}.short`)}
          />
        ))}
        {found.count > MOST_LINES && (
          <Line
            isGood={false}
            words={t('trail.safeMore', { figure: format.count(found.count - MOST_LINES) })}
            state=""
          />
        )}
        {behind > 0 && behind < found.head.entry && (
          <Line
            isGood
            words={t('trail.safeEntries', {
              entry: format.count(behind + 1),
              until: format.count(found.head.entry),
            })}
            state={t('trail.fits.follows')}
          />
        )}
        {!hasHashes && first && <Line isGood words={t('trail.safeHashes')} state={t('trail.unbroken')} />}
        {!hasAmounts && <Line isGood words={t('trail.safeAmounts')} state={t('trail.equal')} />}
      </ul>
      <p className="help">
        {t('trail.checkedAll', {
          figure: format.count(found.entries),
          time: time(found.tookMs),
          when: format.when(found.at),
        })}
      </p>
    </section>
  )
}

/** More breaks than these are counted. */
const MOST_LINES = 5

function Line({
  isGood,
  words,
  state,
}: {
  readonly isGood: boolean
  readonly words: string
  readonly state: string
}) {
  return (
    <li>
      {isGood ? (
        <CircleCheck aria-hidden="true" size={18} className="trail-good" />
      ) : (
        <OctagonX aria-hidden="true" size={18} className="trail-bad" />
      )}
      <span>{isGood ? words : <b>{words}</b>}</span>
      <span className="help">{state}</span>
    </li>
  )
}
