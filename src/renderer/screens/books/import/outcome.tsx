import { useState } from 'react'
import { IMPORT_ROW_KINDS } from '../../../../shared/contract/plain/imports.ts'
import type { ImportPreview, ImportRow, PaidSum } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useSaveOthers, useTakeImport } from '../../../data/files/imports.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import type { KeptImport } from '../kept-books.ts'
import { KIND_SHAPES } from './kinds.ts'
import { type Decided, isTaken, NONE_TAKEN, takenCount, toggled } from './opened-file.ts'
import { OutcomeRows } from './outcome-rows.tsx'

interface Props {
  readonly found: Extract<ImportPreview, { kind: 'read' }>
  readonly kept: KeptImport
  /** An import is under way. */
  readonly isBusy: boolean
  /** The keys go on in the rows. */
  readonly takesFocus: boolean
}

/** What will happen with the rows of a file: counts that add up, the rows with trouble first, and the acts. */
export function Outcome({ found, kept, isBusy, takesFocus }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const take = useTakeImport()
  const save = useSaveOthers()
  const { previewId, mark, counts, sales, rows } = found
  const [decided, setDecided] = useState<Decided>(
    kept.decided?.mark === mark ? kept.decided.decided : NONE_TAKEN,
  )
  const count = sales.new + takenCount(decided, sales.duplicate)
  const others = othersOf(found, decided)
  const asked = { previewId, decided: { all: decided.all, but: [...decided.but] } }

  function decide(next: Decided): void {
    kept.decided = { mark, decided: next }
    setDecided(next)
  }
  function toggle({ kind, sale, reference, line }: ImportRow): void {
    if (kind !== 'duplicate' || sale === null) {
      announce(t('imports.notDecided'))
      return
    }
    const next = toggled(decided, sale)
    decide(next)
    const named = reference ?? t('imports.line', { line })
    announce(t(isTaken(next, sale) ? 'imports.didTake' : 'imports.didSkip', { reference: named }))
  }

  return (
    <>
      <dl className="import-counts">
        {IMPORT_ROW_KINDS.toReversed().map((kind) => {
          const Shape = KIND_SHAPES[kind]
          return (
            <div key={kind} className={`import-count import-kind-${kind}`}>
              <dd>
                <Shape aria-hidden="true" size={16} />
                {format.count(counts[kind])}
              </dd>
              <dt>{t(`imports.counted.${kind}`)}</dt>
            </div>
          )
        })}
      </dl>
      <p className="help import-sums">
        <Sums of="new" sums={found.sums.new} />
        {sales.duplicate > 0 && <Sums of="duplicate" sums={found.sums.duplicate} />}
      </p>
      <OutcomeRows {...{ previewId, decided, takesFocus }} onToggle={toggle} />
      <ErrorWords error={take.error ?? save.error} />
      {save.data && (
        <p className="help" role="status">
          {t('imports.saved', {
            ...{ count: save.data.rows, figure: format.count(save.data.rows), file: save.data.fileName },
          })}
        </p>
      )}
      <div className="import-foot">
        <Button
          needs="setUp"
          look="primary"
          isDisabled={count === 0 || isBusy}
          isPending={take.isPending}
          onPress={() => take.mutate({ ...asked, mark })}
        >
          {t('imports.take', { count, figure: format.count(count) })}
        </Button>
        {sales.duplicate > 0 && (
          <Button
            onPress={() =>
              decide({ all: takenCount(decided, sales.duplicate) < sales.duplicate, but: new Set() })
            }
          >
            {t(
              takenCount(decided, sales.duplicate) < sales.duplicate
                ? 'imports.takeDuplicates'
                : 'imports.leaveDuplicates',
            )}
          </Button>
        )}
        {others !== 0 && (
          <Button look="quiet" isPending={save.isPending} onPress={() => save.mutate(asked)}>
            {others === null
              ? t('imports.saveOthers')
              : t('imports.saveOther', { count: others, figure: format.count(others) })}
          </Button>
        )}
        <p className="help import-promise">{t('imports.allOrNothing')}</p>
      </div>
      <footer className="import-keys help">
        <p className="keys-hint">{t('imports.keys')}</p>
        <p>
          {t('imports.sum', {
            sum: IMPORT_ROW_KINDS.toReversed()
              .map((kind) => format.count(counts[kind]))
              .join(' + '),
            ...{ count: rows, figure: format.count(rows) },
          })}
        </p>
      </footer>
    </>
  )
}

/** What came, per currency, to be held against what the provider says. */
function Sums({ of, sums }: { readonly of: 'new' | 'duplicate'; readonly sums: readonly PaidSum[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = sums.map(({ currency, received: amount, receipts: count }) =>
    t('imports.paidSum', {
      ...{ count, figure: format.count(count), amount: format.amount({ currency, amount }) },
    }),
  )
  return <span>{t(`imports.sumsOf.${of}`, { sums: format.beside(words) || t('imports.sumsOf.none') })}</span>
}

/** How many rows are not taken; null where some of several rows are, so that nobody has counted them. */
function othersOf({ rows, counts, sales }: Props['found'], decided: Decided): number | null {
  const left = rows - counts.new - counts.duplicate
  const taken = takenCount(decided, sales.duplicate)
  if (taken === 0) return left + counts.duplicate
  if (taken === sales.duplicate) return left
  return sales.duplicate === counts.duplicate ? left + counts.duplicate - taken : null
}
