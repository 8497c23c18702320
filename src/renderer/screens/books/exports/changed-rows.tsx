import { Minus, Pencil, Plus } from 'lucide-react'
import type { ComparedFile } from '../../../../shared/contract/shapes/books/compared-file.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { useNavigation } from '../../../window/navigation.tsx'

const SHAPES = { added: Plus, changed: Pencil, gone: Minus } as const

/** Each difference as a row: the sale it is of, the column, what the file has and what stands there now. */
export function ChangedRows({ rows }: Pick<ComparedFile, 'rows'>) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const { goToInvoice } = useNavigation()
  return (
    <table className="period-later exports-changed">
      <thead>
        <tr>
          <th scope="col">{t('exporting.changed.row')}</th>
          <th scope="col">{t('close.sale')}</th>
          <th scope="col">{t('exporting.changed.column')}</th>
          <th scope="col">{t('exporting.changed.before')}</th>
          <th scope="col">{t('exporting.changed.now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ change, key, number, invoiceId, column, before, now }) => {
          const Shape = SHAPES[change]
          return (
            <tr key={`${key} ${column ?? ''}`}>
              <td className={`exports-changed-${change}`}>
                <Shape aria-hidden="true" size={14} /> {t(`exporting.changed.is.${change}`)}
              </td>
              <td>
                {invoiceId === null ? (
                  <bdi>{number ?? key}</bdi>
                ) : (
                  <button type="button" className="link-button" onClick={() => goToInvoice(invoiceId)}>
                    {number}
                  </button>
                )}
              </td>
              <td title={column ?? undefined}>
                {column === null
                  ? t('exporting.changed.wholeRow')
                  : (maybe(`exportColumns.${column}`) ?? <code>{column}</code>)}
              </td>
              <td className="quiet">
                <Cell text={before} isWhole={column === null} />
              </td>
              <td>
                <Cell text={now} isWhole={column === null} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A cell as the file has it; of a row that is not there a dash, of a cell that holds nothing the word. */
function Cell({ text, isWhole }: { readonly text: string | null; readonly isWhole: boolean }) {
  const { t } = useTranslation()
  if (text === null) return isWhole ? <span aria-hidden="true">—</span> : null
  return text === '' ? <em>{t('exporting.changed.empty')}</em> : <bdi>{text}</bdi>
}
