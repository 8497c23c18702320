import type { ReactNode } from 'react'
import type { Orphan } from '../../../shared/contract/shapes/comparison.ts'
import { AmountText } from '../../components/amount.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

interface Props {
  readonly orphans: readonly Orphan[]
  /** How many there are of which these are the first. */
  readonly count: number
  /** What the table is called, where no heading says so. */
  readonly label?: string
  /** What can be done with each. */
  readonly act?: (orphan: Orphan) => ReactNode
}

/** Links that a provider has and the book does not. */
export function OrphanTable({ orphans, count, label, act }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <table className="plain-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('books.number')}</th>
            <th scope="col">{t('books.asked')}</th>
            <th scope="col">{t('books.status')}</th>
            <th scope="col">{t('books.made')}</th>
            <th scope="col">{t('books.ref')}</th>
            {act && <th scope="col">{t('books.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {orphans.map((orphan) => {
            const { ref, number, asked, reading, rawStatus, createdAt } = orphan
            return (
              <tr key={ref}>
                <td className="plain-whole">{number && <bdi>{number}</bdi>}</td>
                <td>{asked && <AmountText amount={asked} />}</td>
                <td>
                  {reading === 'unheard' && rawStatus !== '' ? (
                    <bdi>{rawStatus}</bdi>
                  ) : (
                    t(`reading.${reading}`)
                  )}
                </td>
                <td>{createdAt !== null && format.instant(createdAt)}</td>
                <td>
                  <bdi>{ref}</bdi>
                </td>
                {act && <td>{act(orphan)}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
      {count > orphans.length && <p>{t('books.orphansMore', { count: count - orphans.length })}</p>}
    </>
  )
}
