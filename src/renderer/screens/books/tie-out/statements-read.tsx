import type { PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** The files that the figures of a month were read from, and the reasons that were given. */
export function StatementsRead({ view }: { readonly view: PeriodView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const files = view.tieOuts.filter(({ source }) => source !== null)
  const reasons = view.tieOuts.filter(({ reason, told }) => reason !== null && told !== null)
  return (
    <>
      {reasons.map(({ accountId, accountLabel, currency, reason, person }) => (
        <p key={`${accountId} ${currency}`} className="help">
          {t(person === '' ? 'tieOut.reasonOf' : 'tieOut.reasonBy', {
            ...{ account: format.account(accountLabel, currency), reason: reason ?? '', person },
          })}
        </p>
      ))}
      {files.length > 0 && (
        <>
          <h3>{t('tieOut.read')}</h3>
          <ul className="tie-files">
            {files.map(({ accountId, accountLabel, currency, source, recordedAt }) => (
              <li key={`${accountId} ${currency}`}>
                <bdi>{source?.name}</bdi>
                <span className="help">
                  {format.list([
                    format.account(accountLabel, currency),
                    t('tieOut.foundRows', {
                      count: source?.rows ?? 0,
                      rows: format.count(source?.rows ?? 0),
                      found: format.count(source?.found ?? 0),
                    }),
                  ])}
                </span>
                <span className="help">{format.columnInstant(recordedAt)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
