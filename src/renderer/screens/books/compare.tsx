import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Select } from '../../components/select.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { COMPARED_DAYS, useCompare } from '../../data/books.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Compared } from './compared.tsx'

/** The book beside a provider's own list: what only one of them has. */
export function Compare() {
  const { t } = useTranslation()
  const { providers } = useOverview()
  const accounts = useAccounts()
  const compare = useCompare()
  const [chosen, setChosen] = useState<string | null>(null)
  const listed = (accounts.data ?? []).filter(
    (account) => providers.find((one) => one.id === account.provider)?.capabilities.list,
  )
  const accountId = chosen ?? listed[0]?.id ?? null
  return (
    <section className="card" aria-labelledby="books-compare">
      <h2 id="books-compare">{t('books.compareTitle')}</h2>
      <p>{t('books.compareText', { days: COMPARED_DAYS })}</p>
      {accounts.data && accountId === null && <p className="quiet">{t('books.compareNone')}</p>}
      {accountId !== null && (
        <div className="form">
          <Select
            label={t('counter.account')}
            choices={listed.map((account) => ({ id: account.id, name: account.label }))}
            value={accountId}
            onChange={(id) => {
              compare.reset()
              setChosen(id)
            }}
          />
          <div className="actions">
            <Button isPending={compare.isPending} onPress={() => compare.mutate(accountId)}>
              {t(compare.isPending ? 'books.comparing' : 'books.compare')}
            </Button>
          </div>
        </div>
      )}
      <ErrorWords error={accounts.error ?? compare.error} />
      {compare.data && <Compared comparison={compare.data} />}
    </section>
  )
}
