import type { Comparison } from '../../../shared/contract/shapes/comparison.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { OrphanTable } from './orphan-table.tsx'

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
  return (
    <>
      <h3>{t('books.orphans')}</h3>
      <p className="quiet">{t('books.orphansText')}</p>
      <OrphanTable orphans={orphans} count={count} />
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
