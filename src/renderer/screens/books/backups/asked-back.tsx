import { SearchCheck } from 'lucide-react'
import type { AskedBack as Told } from '../../../../shared/contract/shapes/asked-back.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { useAskedBack, useAskedBackDone } from '../../../data/backups.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { OrphanTable } from '../orphan-table.tsx'

/** What the providers' lists hold that the open book was put back without; nothing where nothing is asked back. */
export function AskedBack() {
  const { t } = useTranslation()
  const format = useFormat()
  const asked = useAskedBack()
  const done = useAskedBackDone()
  if (!asked.data) return null
  const { since, accounts } = asked.data
  return (
    <section className="card backups-restored" aria-labelledby="asked-back">
      <SearchCheck aria-hidden="true" size={20} />
      <div className="asked-back">
        <h2 id="asked-back">{t('backups.askedBack.title', { when: format.when(since) })}</h2>
        {accounts.map((account) => (
          <OneAccount key={account.id} account={account} since={since} />
        ))}
        <ErrorWords error={done.error} />
        <div className="actions">
          <Button look="quiet" isDisabled={done.isPending} onPress={() => done.mutate()}>
            {t('backups.askedBack.done')}
          </Button>
        </div>
      </div>
    </section>
  )
}

interface OneProps {
  readonly account: Told['accounts'][number]
  readonly since: number
}

function OneAccount({ account: { label, provider, state, trouble, found, foundCount }, since }: OneProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const maybe = useMaybeWords()
  const { providers } = useOverview()
  const when = format.when(since)
  if (state === 'listless') {
    const name = providers.find(({ id }) => id === provider)?.name ?? provider
    return <p>{t('backups.askedBack.listless', { provider: name, account: label, when })}</p>
  }
  if (state === 'owed') {
    const words = ['what', 'next'].map((part) => maybe(`errors.${trouble}.${part}`, { account: label }))
    return (
      <p>
        {[t(trouble === null ? 'backups.askedBack.asking' : 'backups.askedBack.owed', { account: label })]
          .concat(words.filter((one) => one !== null))
          .join(' ')}
      </p>
    )
  }
  if (foundCount === 0) return <p>{t('backups.askedBack.nothing', { account: label, when })}</p>
  return (
    <>
      <p>
        <strong>{t('backups.askedBack.found', { count: foundCount, account: label, when })}</strong>
      </p>
      <div className="asked-back-rows">
        <OrphanTable
          orphans={found}
          count={foundCount}
          label={t('backups.askedBack.list', { account: label })}
        />
      </div>
    </>
  )
}
