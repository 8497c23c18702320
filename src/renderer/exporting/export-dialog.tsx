import { FileDown, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { columnsOf } from '../../shared/contract/plain/export-columns.ts'
import { SPREADSHEET_LANGUAGES } from '../../shared/contract/plain/export-formats.ts'
import { languageOf } from '../../shared/words/languages.ts'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { useCompare, useExportPreview, useExportSums, useStartExport } from '../data/files/exports.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'
import { useNavigation } from '../window/navigation.tsx'
import {
  type Choices,
  daysFrom,
  type ExportFrom,
  fitted,
  KINDS_FROM,
  requestOf,
  usualBasis,
} from './asked-from.ts'
import { ChoicesForm } from './choices-form.tsx'
import { ShownFile } from './shown-file.tsx'
import { useDaysWords } from './use-days-words.ts'

interface Props {
  readonly from: ExportFrom
  /** The filter of the screen in words. */
  readonly filterWords: string
  readonly onClose: () => void
}

/** How it was written the last time, until the window closes. */
let last: Pick<Choices, 'format' | 'language' | 'program'> | null = null

function begun(from: ExportFrom, language: string): Choices {
  const [kind] = KINDS_FROM[from.list]
  const own = SPREADSHEET_LANGUAGES.find((one) => one === languageOf(language)) ?? 'en'
  const written = last ?? { format: 'xlsx', language: own, program: 'ofx' }
  return fitted({ ...written, kind, basis: usualBasis(from, kind), zone: null, columns: null }, from)
}

/** What is on the screen as a file: which rows, how they are written, and what the file will hold. */
export function ExportDialog({ from, filterWords, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const daysWords = useDaysWords()
  const { announce } = useAnnouncer()
  const [choices, setChoices] = useState(() => begun(from, i18n.language))
  const request = useMemo(() => requestOf(from, choices), [from, choices])
  const preview = useExportPreview(request)
  const isBehind = preview.isPlaceholderData
  const shown = preview.data
  const sums = useExportSums(request, isBehind ? null : (shown?.count ?? null))
  const start = useStartExport()
  const compare = useCompare()
  const { goToBooks } = useNavigation()
  const { kind } = choices
  const days = daysWords(daysFrom(from))
  const count = isBehind ? null : (shown?.count ?? null)

  function change(next: Partial<Choices>): void {
    const { format: as, language, program } = next
    setChoices((before) => fitted({ ...before, ...next }, from))
    if (as || language || program) last = { ...choices, ...next }
  }
  const columns = columnsOf(kind, choices.columns).length
  const heard =
    count === null
      ? null
      : t('exporting.heard', {
          rows: t(`exporting.count.${kind}`, { count, figure: format.count(count) }),
          columns: t('exporting.columnCount', { count: columns }),
          format: t(`exporting.formats.${choices.format}.short`),
        })
  const told = useRef(announce)
  told.current = announce
  useEffect(() => {
    if (heard !== null) told.current(heard)
  }, [heard])

  function begin(): void {
    if (count === null || count === 0 || start.isPending) return
    start.mutate(request, { onSuccess: (job) => job && left(job.fileName) })
  }
  function left(file: string): void {
    onClose()
    announce(t('exporting.begun', { file }))
  }
  function showCompared(): void {
    onClose()
    goToBooks('exports')
  }
  const figure = { count: count ?? 0, figure: format.count(count ?? 0) }
  const act =
    count === null
      ? t(preview.error ? 'exporting.button' : 'exporting.counting')
      : count === 0
        ? t('exporting.nothing')
        : days === null
          ? t(`exporting.act.${kind}`, figure)
          : t(`exporting.actOf.${kind}`, { ...figure, days })
  return (
    <ModalOverlay
      className="overlay export-overlay"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="export-modal">
        <Dialog className="export-dialog">
          <header className="export-head">
            <Heading slot="title" className="export-title">
              {t(`exporting.title.${from.list}`)}
            </Heading>
            <p className="quiet">{t('exporting.promise')}</p>
            <Button look="quiet" aria-label={t('exporting.close')} onPress={onClose}>
              <X aria-hidden="true" size={20} />
            </Button>
          </header>
          <div className="export-body">
            <ChoicesForm
              {...{ from, filterWords, choices }}
              onChange={change}
              onLeave={onClose}
              isChoosing={compare.isPending}
              onChanges={() =>
                compare.mutate(undefined, { onSuccess: (compared) => compared && showCompared() })
              }
            />
            <section className="export-shown" aria-label={t('exporting.holds')} aria-busy={isBehind}>
              <ErrorWords error={compare.error ?? start.error ?? preview.error ?? sums.error} />
              {shown && (
                <ShownFile
                  preview={shown}
                  sums={isBehind ? null : (sums.data ?? null)}
                  choices={choices}
                  days={days}
                  isBehind={isBehind}
                />
              )}
            </section>
          </div>
          <footer className="export-foot">
            <p className="quiet">{t(`exporting.formats.${choices.format}.foot`)}</p>
            <Button onPress={onClose}>
              {t('exporting.cancel')}{' '}
              <span aria-hidden="true">
                <kbd>{t('keyMap.names.Escape')}</kbd>
              </span>
            </Button>
            <Button
              look="primary"
              autoFocus
              isPending={count === null || count === 0 || start.isPending}
              onPress={begin}
            >
              <FileDown aria-hidden="true" size={16} />
              {start.isPending ? t('exporting.choosing') : act}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
