import { Hash, History, RefreshCw, TriangleAlert, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type {
  BackupRow,
  BackupsView,
  RestorePreview,
} from '../../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { RestoreErrorWords } from '../../../components/progress/restore-error.tsx'
import { RestoreProgress } from '../../../components/progress/restore-progress.tsx'
import { useRestore, useRestorePreview } from '../../../data/backups.ts'
import { listText } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import { NumberList } from './number-list.tsx'

interface Props {
  readonly row: BackupRow
  readonly view: BackupsView
  readonly onClose: () => void
}

/** The second step of a restore: what it means, before it is done. The focus begins on the way back. */
export function RestoreDialog({ row, view, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const preview = useRestorePreview(row.name)
  const when = format.when(row.madeAt)
  const { goToBooks } = useNavigation()
  const restore = useRestore(() => {
    announce(t('backups.back.done', { when }))
    onClose()
    // Where the book was checked long, this screen has gone meanwhile: what came of it is said there.
    goToBooks('backups')
  })
  return (
    <Dialog
      title={t('backups.back.title', { when })}
      role="alertdialog"
      width="wide"
      isOpen
      // What has begun is not left.
      onClose={() => !restore.isPending && onClose()}
    >
      {preview.isPending && <p aria-busy="true">{t('backups.loading')}</p>}
      {preview.data && <Meaning preview={preview.data} />}
      <ErrorWords error={preview.error} />
      <RestoreErrorWords error={restore.error} />
      {restore.isPending && <RestoreProgress view={view} />}
      <div className="actions actions-end restore-acts">
        <p className="help">{t('backups.back.closed')}</p>
        <Button autoFocus isPending={restore.isPending} onPress={onClose}>
          {t('backups.back.leave')}
        </Button>
        <Button
          look="danger"
          isPending={restore.isPending}
          isDisabled={!preview.data}
          onPress={() => restore.mutate(row.name)}
        >
          <History aria-hidden="true" size={16} />
          {t('backups.back.act', { when })}
        </Button>
      </div>
    </Dialog>
  )
}

function Meaning({ preview }: { readonly preview: RestorePreview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { row, now, newer } = preview
  const lastOf = (last: BackupRow['lastSale']) =>
    last === null ? (
      t('backups.back.noSale')
    ) : (
      <>
        <bdi>{last.number}</bdi>, {format.when(last.at)}
      </>
    )
  const salesOf = (sales: number | null | undefined) =>
    sales === null || sales === undefined ? t('backups.unknown') : format.count(sales)
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('backups.back.now')}</th>
            <th scope="col">{t('backups.back.backup')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('backups.columns.sales')}</th>
            <td>
              <strong>{salesOf(now?.sales)}</strong>
            </td>
            <td>
              <strong>{salesOf(row.sales)}</strong>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('backups.back.lastSale')}</th>
            <td>{now ? lastOf(now.lastSale) : t('backups.unknown')}</td>
            <td>{row.sales === null ? t('backups.unknown') : lastOf(row.lastSale)}</td>
          </tr>
        </tbody>
      </table>
      <h3>
        {newer === null
          ? t(row.another ? 'backups.back.another' : 'backups.back.newerUnknown')
          : t('backups.back.newer', { count: newer.sales })}
      </h3>
      <ul className="restore-meaning">
        {newer === null ? (
          <Item icon={RefreshCw}>
            {t(row.another ? 'backups.back.anotherText' : 'backups.back.unknownText')}
          </Item>
        ) : (
          <Newer newer={newer} />
        )}
        <Item icon={Hash}>{t('backups.back.numbers')}</Item>
        <Item icon={Undo2}>{t('backups.back.saved')}</Item>
      </ul>
    </>
  )
}

function Newer({ newer }: { readonly newer: NonNullable<RestorePreview['newer']> }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { askable, lost, lostNumbers, refunds, notes, marks, periods, imports } = newer
  const asked = askable.reduce((sum, { sales }) => sum + sales, 0)
  const accounts = listText(
    // A number and its account stay on one line.
    askable.map(({ account, sales }) => `${format.count(sales)}\u00a0${account}`),
    i18n.language,
  )
  return (
    <>
      {asked > 0 && (
        <Item icon={RefreshCw} tone="good-words">
          <strong>{t('backups.back.asked', { count: asked })}</strong>,{' '}
          <bdi>{t('backups.back.askedOf', { accounts })}</bdi>
        </Item>
      )}
      {lost > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          <strong>{t('backups.back.lost', { count: lost })}</strong>, {t('backups.back.lostNamed')}{' '}
          <NumberList numbers={lostNumbers} count={lost} />
        </Item>
      )}
      {refunds > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          {t('backups.back.refunds', { count: refunds })}
        </Item>
      )}
      {notes > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          {t('backups.back.notes', { count: notes })}
        </Item>
      )}
      {marks > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          {t('backups.back.marks', { count: marks })}
        </Item>
      )}
      {periods > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          {t('backups.back.periods', { count: periods })}
        </Item>
      )}
      {imports > 0 && (
        <Item icon={TriangleAlert} tone="attention-words">
          {t('backups.back.imports', { count: imports })}
        </Item>
      )}
    </>
  )
}

interface ItemProps {
  readonly icon: typeof Hash
  readonly tone?: 'good-words' | 'attention-words' | 'quiet'
  readonly children: ReactNode
}

function Item({ icon: Icon, tone = 'quiet', children }: ItemProps) {
  return (
    <li>
      <Icon aria-hidden="true" size={16} className={tone} />
      <span>{children}</span>
    </li>
  )
}
