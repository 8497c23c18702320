import type { Comparison } from '../../../shared/contract/shapes/comparison.ts'
import { AmountText } from '../../components/amount.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What a comparison found. */
export function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation()
  const { compared, orphans, orphanCount, ghosts, caughtUp } = comparison
  const agree = orphanCount + ghosts.length + caughtUp === 0
  return (
    <div className="compared">
      <p role="status">
        {t('books.compared', { count: compared })}
        {agree && ` ${t('books.allWell')}`}
        {caughtUp > 0 && ` ${t('books.caughtUp', { count: caughtUp })}`}
      </p>
      {orphans.length > 0 && <Orphans orphans={orphans} count={orphanCount} />}
      {ghosts.length > 0 && <Ghosts ghosts={ghosts} />}
    </div>
  )
}

function Orphans({ orphans, count }: { readonly orphans: Comparison['orphans']; readonly count: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <h3>{t('books.orphans')}</h3>
      <p className="quiet">{t('books.orphansText')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('books.ref')}</th>
            <th scope="col">{t('books.made')}</th>
            <th scope="col">{t('books.word')}</th>
            <th scope="col">{t('books.asked')}</th>
          </tr>
        </thead>
        <tbody>
          {orphans.map((orphan) => (
            <tr key={orphan.ref}>
              <td>
                <bdi>{orphan.ref}</bdi>
              </td>
              <td>{orphan.createdAt !== null && format.instant(orphan.createdAt)}</td>
              <td>
                <bdi>{orphan.rawStatus}</bdi>
              </td>
              <td>{orphan.asked && <AmountText amount={orphan.asked} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > orphans.length && <p>{t('books.orphansMore', { count: count - orphans.length })}</p>}
    </>
  )
}

function Ghosts({ ghosts }: { readonly ghosts: Comparison['ghosts'] }) {
  const { t } = useTranslation()
  return (
    <>
      <h3>{t('books.ghosts')}</h3>
      <p className="quiet">{t('books.ghostsText')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('books.invoice')}</th>
            <th scope="col">{t('books.ref')}</th>
          </tr>
        </thead>
        <tbody>
          {ghosts.map((ghost) => (
            <tr key={ghost.ref}>
              <td>{ghost.number}</td>
              <td>
                <bdi>{ghost.ref}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
