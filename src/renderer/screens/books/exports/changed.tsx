import { ArrowLeft, FileDown, Info, Minus, Pencil, Plus } from 'lucide-react'
import { useEffect } from 'react'
import type { ComparedFile } from '../../../../shared/contract/shapes/books/compared-file.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useChanges, useExportAgain } from '../../../data/files/exports.ts'
import { useDaysWords } from '../../../exporting/use-days-words.ts'
import { useJobWords } from '../../../exporting/use-job-words.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { ChangedRows } from './changed-rows.tsx'
import { ChangedSums } from './changed-sums.tsx'

interface Props {
  readonly compared: ComparedFile
  readonly onBack: () => void
}

/** What was said aloud already: who comes back to it has heard it. */
const told = new WeakSet<ComparedFile>()

/** What has changed in the rows of a file since it was made, and what is done about it: the differences as a file, or all of it anew. */
export function Changed({ compared, onBack }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useJobWords()
  const daysWords = useDaysWords()
  const { announce } = useAnnouncer()
  const [changes, again] = [useChanges(), useExportAgain()]
  const { id, kind, days, rowsNow, added, changed, gone, rows, asOf, fileName } = compared
  const differing = added + changed + gone
  const figure = (count: number) => ({ count, figure: format.count(count) })
  const named = daysWords(days)
  const began = (job: { readonly fileName: string } | null) =>
    job && announce(t('exporting.begun', { file: job.fileName }))
  const title =
    asOf === null
      ? t('exporting.changed.title', { what: words.what({ kind, days }) })
      : t('exporting.changed.titleSince', {
          what: words.what({ kind, days }),
          when: format.columnInstant(asOf),
        })
  useEffect(() => {
    if (told.has(compared)) return
    told.add(compared)
    const counts = [
      t('exporting.changed.addedCount', figure(added)),
      t('exporting.changed.changedCount', figure(changed)),
      t('exporting.changed.goneCount', figure(gone)),
    ]
    announce(`${title}. ${differing === 0 ? t('exporting.changed.none') : format.beside(counts)}`)
  })
  return (
    <>
      <div className="exports-changed-head">
        <Button aria-label={t('exporting.changed.back')} onPress={onBack}>
          <ArrowLeft aria-hidden="true" size={16} />
        </Button>
        <h2>{title}</h2>
        <Button
          isDisabled={differing === 0}
          isPending={changes.isPending}
          onPress={() => changes.mutate(id, { onSuccess: began })}
        >
          <FileDown aria-hidden="true" size={16} />
          {t('exporting.changed.these', figure(differing))}
        </Button>
        <Button
          look="primary"
          isDisabled={rowsNow === 0}
          isPending={again.isPending}
          onPress={() => again.mutate(id, { onSuccess: began })}
        >
          <FileDown aria-hidden="true" size={16} />
          {named === null
            ? t(`exporting.act.${kind}`, figure(rowsNow))
            : t(`exporting.actOf.${kind}`, { ...figure(rowsNow), days: named })}
        </Button>
      </div>
      <ErrorWords error={changes.error ?? again.error} />
      <section className="exports-card" aria-label={t('exporting.changed.rows')}>
        {differing === 0 ? (
          <p>{t('exporting.changed.none')}</p>
        ) : (
          <>
            <ChangedRows rows={rows} />
            <p className="help">
              <Count Shape={Plus} text={t('exporting.changed.addedCount', figure(added))} />
              {' · '}
              <Count Shape={Pencil} text={t('exporting.changed.changedCount', figure(changed))} />
              {' · '}
              <Count Shape={Minus} text={t('exporting.changed.goneCount', figure(gone))} />
              {rows.length === SHOWN && ` · ${t('exporting.changed.first', { figure: format.count(SHOWN) })}`}
            </p>
          </>
        )}
      </section>
      {compared.sums.length > 0 && (
        <section className="exports-card" aria-labelledby="exports-changed-sums">
          <h2 id="exports-changed-sums">{t('exporting.changed.sums')}</h2>
          <ChangedSums sums={compared.sums} />
        </section>
      )}
      <p className="exports-changed-whole">
        <Info aria-hidden="true" size={16} />
        <span>
          <strong>
            <bdi>{t('exporting.changed.whole', { file: fileName })}</bdi>
          </strong>{' '}
          {t('exporting.changed.wholeText')}
        </span>
      </p>
    </>
  )
}

/** As many differences are shown as come over the border. */
const SHOWN = 500

function Count({ Shape, text }: { readonly Shape: typeof Plus; readonly text: string }) {
  return (
    <span className="exports-changed-count">
      <Shape aria-hidden="true" size={12} /> {text}
    </span>
  )
}
