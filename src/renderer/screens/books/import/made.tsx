import { FileText } from 'lucide-react'
import type { ImportsView, SaleImport } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly view: ImportsView
  readonly isChoosing: boolean
  /** A file was closed: who had the keys on it goes on here. */
  readonly isBack: boolean
  readonly onChoose: () => void
  readonly onUndo: (one: SaleImport) => void
}

/** Where an import begins, and those that were made. */
export function Made({ view, isChoosing, isBack, onChoose, onUndo }: Props) {
  const { t } = useTranslation()
  const { imports } = view
  return (
    <div className="books-stack import-made">
      <section className="card import-begin" aria-labelledby="import-begin">
        <h2 id="import-begin">{t('imports.title')}</h2>
        <p>{t('imports.text')}</p>
        <p className="help">{t('imports.promise')}</p>
        <div className="actions">
          <Button look="primary" isPending={isChoosing} onPress={onChoose} autoFocus={isBack}>
            {t('imports.choose')}
          </Button>
        </div>
      </section>
      <section className="card" aria-labelledby="import-list">
        <h2 id="import-list">{t('imports.made')}</h2>
        <Did view={view} />
        {imports.length === 0 ? (
          <p className="help">{t('imports.none')}</p>
        ) : (
          <Table imports={imports} isBusy={view.running !== null} onUndo={onUndo} />
        )}
      </section>
    </div>
  )
}

/** What was done last since the app was started. */
function Did({ view: { ended } }: { readonly view: ImportsView }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (ended === null || ended.state === 'failed') return null
  const { act, state, sales, fileName: file } = ended
  return (
    <p className="import-did">
      {state === 'done'
        ? t(`imports.did.${act}`, { count: sales, figure: format.count(sales), file })
        : t('imports.didCancel', { file })}
    </p>
  )
}

interface TableProps {
  readonly imports: readonly SaleImport[]
  readonly isBusy: boolean
  readonly onUndo: (one: SaleImport) => void
}

function Table({ imports, isBusy, onUndo }: TableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {(['when', 'file', 'account', 'sales', 'receipts', 'who', 'stands'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`imports.columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <td className="plain-whole">{format.shortInstant(one.begunAt)}</td>
            <td>
              <span className="import-file">
                <FileText aria-hidden="true" size={16} />
                <bdi>{one.fileName}</bdi>
              </span>
            </td>
            <td>
              <bdi>{one.accountLabel}</bdi>
            </td>
            <td>{format.count(one.sales)}</td>
            <td>{format.count(one.receipts)}</td>
            <td>
              <bdi>{one.person || '—'}</bdi>
            </td>
            <td>
              <Stands one={one} isBusy={isBusy} onUndo={onUndo} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Stands({ one, isBusy, onUndo }: Omit<TableProps, 'imports'> & { readonly one: SaleImport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { undone, finishedAt, fileName: file } = one
  if (undone) {
    const when = format.shortInstant(undone.at)
    if (undone.reason === 'unfinished') return t('imports.undoneUnfinished', { when })
    return undone.by === ''
      ? t('imports.undone', { when })
      : t('imports.undoneBy', { when, person: undone.by })
  }
  if (finishedAt === null) return t('imports.underWay')
  return (
    <Button
      needs="setUp"
      isDisabled={isBusy}
      onPress={() => onUndo(one)}
      aria-label={t('imports.undoOf', { file })}
    >
      {t('imports.undo')}
    </Button>
  )
}
