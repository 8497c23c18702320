import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField } from 'react-aria-components/SearchField'
import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import { type InvoiceStatus, STATUSES } from '../../../shared/status/status.ts'
import { Select } from '../../components/select.tsx'
import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'

/** What the list is narrowed by; null is "any". */
export interface FilterChoice {
  readonly search: string
  readonly status: InvoiceStatus | null
  readonly provider: ProviderId | null
}

export const NO_FILTERS: FilterChoice = { search: '', status: null, provider: null }
const ANY = 'any'
/** The book never shows a draft: an invoice is written down as it is asked for. */
const OFFERED = STATUSES.filter((status) => status !== 'draft')

interface Props {
  readonly choice: FilterChoice
  readonly onChange: (choice: FilterChoice) => void
}

/** Search, status and provider. */
export function Filters({ choice, onChange }: Props) {
  const { t } = useTranslation()
  const { providers } = useOverview()
  const any = { id: ANY, name: t('invoices.any') }
  const field = useRef<HTMLInputElement>(null)
  useKeys('list', { findInvoice: () => field.current?.focus() })
  return (
    <div className="filters">
      <SearchField
        className="field search"
        value={choice.search}
        maxLength={2_000}
        onChange={(search) => onChange({ ...choice, search })}
      >
        <Label className="label">{t('invoices.search')}</Label>
        <div className="search-box">
          <Search aria-hidden="true" size={16} />
          <Input ref={field} className="input" dir="auto" placeholder={t('invoices.searchHint')} />
          <Button className="search-clear">
            <X aria-hidden="true" size={16} />
          </Button>
        </div>
      </SearchField>
      <Select
        label={t('invoices.status')}
        choices={[any, ...OFFERED.map((status) => ({ id: status, name: t(`status.${status}`) }))]}
        value={choice.status ?? ANY}
        onChange={(id) => onChange({ ...choice, status: OFFERED.find((status) => status === id) ?? null })}
      />
      <Select
        label={t('invoices.provider')}
        choices={[any, ...providers.map((one) => ({ id: one.id, name: one.name }))]}
        value={choice.provider ?? ANY}
        onChange={(id) =>
          onChange({ ...choice, provider: providers.find((one) => one.id === id)?.id ?? null })
        }
      />
    </div>
  )
}
