import { IMPORT_FIELDS, type ImportField } from '../../../../shared/contract/plain/imports.ts'
import type { Account } from '../../../../shared/contract/shapes/account.ts'
import { KNOWN_CURRENCIES } from '../../../../shared/money/currency.ts'
import { Select } from '../../../components/select.tsx'
import { cellInSight } from '../../../i18n/hidden-amounts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type OpenedFile, withField } from './opened-file.ts'

interface Props {
  readonly opened: OpenedFile
  readonly accounts: readonly Account[]
  /** The file was chosen just now, and the keys go on with it. */
  readonly isFresh: boolean
  readonly onChange: (opened: OpenedFile) => void
}

/** Says what each column of the file becomes, and into which account its sales come. */
export function Mapper({ opened, accounts, isFresh, onChange }: Props) {
  const { t } = useTranslation()
  const { file, fields, accountId, currency } = opened
  const account = accounts.find(({ id }) => id === accountId) ?? null
  const remembered = accounts.find(({ id }) => id === file.remembered?.accountId)
  const own = account?.currencies.map((one) => one.currency) ?? []
  const codes = [...new Set([...own, ...KNOWN_CURRENCIES])]
  return (
    <section className="card import-mapper" aria-labelledby="import-mapper">
      <div className="import-mapper-head">
        <h2 id="import-mapper">{t('imports.columnsTitle')}</h2>
        {remembered && <span className="help">{t('imports.remembered', { account: remembered.label })}</span>}
      </div>
      <Select
        label={t('imports.intoAccount')}
        autoFocus={isFresh && accountId === null}
        choices={accounts.map(({ id, label }) => ({ id, name: label }))}
        value={accountId}
        placeholder={t('tieOut.choose')}
        onChange={(id) => onChange({ ...opened, accountId: id })}
      />
      {file.columns.length > 0 && !fields.includes('reference') && (
        <p className="help">{t('imports.noReference')}</p>
      )}
      {file.columns.length === 0 ? (
        <p>{t('tieOut.noTable')}</p>
      ) : (
        <table className="import-columns">
          <colgroup>
            <col />
            <col className="import-becomes" />
            <col className="import-sample" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('imports.inFile')}</th>
              <th scope="col">{t('imports.becomes')}</th>
              <th scope="col" className="import-sample">
                {t('imports.firstRow')}
              </th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map((name, place) => (
              <Column
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same name
                key={place}
                name={name || t('tieOut.column', { place: place + 1 })}
                field={fields[place] ?? 'out'}
                sample={cellInSight(file.sample[0]?.[place] ?? '')}
                onChange={(field) => onChange({ ...opened, fields: withField(fields, place, field) })}
              />
            ))}
          </tbody>
        </table>
      )}
      {file.moreColumns > 0 && (
        <p className="help">{t('imports.moreColumns', { count: file.moreColumns })}</p>
      )}
      {!fields.includes('currency') && (
        <Select
          label={t('imports.everyRowIn')}
          choices={codes.map((id) => ({ id, name: id }))}
          value={currency}
          placeholder={t('tieOut.choose')}
          onChange={(id) => onChange({ ...opened, currency: id })}
        />
      )}
      <p className="help">{t('imports.marked')}</p>
    </section>
  )
}

interface ColumnProps {
  readonly name: string
  readonly field: ImportField
  readonly sample: string
  readonly onChange: (field: ImportField) => void
}

function Column({ name, field, sample, onChange }: ColumnProps) {
  const { t } = useTranslation()
  return (
    <tr className={field === 'out' ? 'import-column import-out' : 'import-column'}>
      <th scope="row" title={[name, sample].filter(Boolean).join(': ')}>
        <bdi className="own-words">{name}</bdi>
      </th>
      <td>
        <Select
          isBare
          label={t('imports.becomesOf', { name })}
          choices={IMPORT_FIELDS.map((id) => ({ id, name: t(`imports.field.${id}`) }))}
          value={field}
          onChange={(id) => onChange(IMPORT_FIELDS.find((one) => one === id) ?? 'out')}
        />
      </td>
      <td className="import-sample" title={sample}>
        <bdi className="own-words">{sample}</bdi>
      </td>
    </tr>
  )
}
