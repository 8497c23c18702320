import { Check, Minus } from 'lucide-react'
import { RIGHTS, RIGHTS_OF, ROLES } from '../../../../shared/contract/plain/rights.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** What the lock screen itself asks is nobody's to have or to lack. */
const SHOWN = RIGHTS.filter((right) => right !== 'enter')

/** The one table of rights, as main goes by it. */
export function RightsTable() {
  const { t } = useTranslation()
  return (
    <>
      <table className="plain-table rights-table">
        <caption>{t('people.rights.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.rights.what')}</th>
            {ROLES.map((role) => (
              <th key={role} scope="col">
                {t(`people.role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SHOWN.map((right) => (
            <tr key={right}>
              <th scope="row">{t(`people.rights.of.${right}`)}</th>
              {ROLES.map((role) => {
                const has = RIGHTS_OF[role].includes(right)
                const Shape = has ? Check : Minus
                return (
                  <td key={role} className={has ? 'rights-has' : 'rights-lacks'}>
                    <Shape aria-hidden="true" size={16} />
                    <span className="visually-hidden">
                      {t(has ? 'people.rights.has' : 'people.rights.lacks')}
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('people.rights.note')}</p>
    </>
  )
}
