import { SearchCheck } from 'lucide-react'
import type { AskedBack as Told } from '../../../../shared/contract/shapes/books/book-news.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { useAskedBack, useAskedBackDone, useTakeIn } from '../../../data/backups.ts'
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
  const takeIn = useTakeIn()
  if (!asked.data) return null
  const { since, accounts } = asked.data
  return (
    <section className="card backups-restored" aria-labelledby="asked-back">
      <SearchCheck aria-hidden="true" size={20} />
      <div className="asked-back">
        <div className="asked-back-head">
          <h2 id="asked-back">{t('backups.askedBack.title', { when: format.when(since) })}</h2>
          <Button needs="setUp" look="quiet" isPending={done.isPending} onPress={() => done.mutate()}>
            {t('backups.askedBack.done')}
          </Button>
        </div>
        <ErrorWords error={done.error ?? takeIn.error} />
        <p role="status">{takeIn.data && t('backups.askedBack.taken', takeIn.data)}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key. */}
        <section className="asked-back-told" tabIndex={0} aria-label={t('backups.askedBack.label')}>
          {accounts.map((account) => (
            <OneAccount key={account.id} account={account} since={since} takeIn={takeIn} />
          ))}
        </section>
      </div>
    </section>
  )
}

interface OneProps {
  readonly account: Told['accounts'][number]
  readonly since: number
  readonly takeIn: ReturnType<typeof useTakeIn>
}

function OneAccount({ account, since, takeIn }: OneProps) {
  const { id: accountId, label, provider, state, trouble, found, foundCount } = account
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
    const why = maybe(`errors.${trouble}.what`, { account: label })
    const what = trouble === null ? 'asking' : 'owed'
    return (
      <p>
        {t(`backups.askedBack.${what}`, { account: label })} {why}
      </p>
    )
  }
  if (foundCount === 0) return <p>{t('backups.askedBack.nothing', { account: label, when })}</p>
  return (
    <>
      <p>
        <strong>{t('backups.askedBack.found', { count: foundCount, account: label, when })}</strong>
      </p>
      <OrphanTable
        orphans={found}
        count={foundCount}
        label={t('backups.askedBack.list', { account: label })}
        act={({ ref, number }) => (
          <Button
            isPending={takeIn.isPending}
            aria-label={t('backups.askedBack.takeInOf', { link: number ?? ref })}
            onPress={() => takeIn.mutate({ accountId, ref })}
          >
            {t('backups.askedBack.takeIn')}
          </Button>
        )}
      />
    </>
  )
}
