import { useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { type Overview, useDismissFiles } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMissedKeys } from '../sale-entry/entry-provider.tsx'

type FileNotice = Overview['fileNotices'][number]

/** The whole window while something must be known of the app's own files; it stays until a person has said to have read it. */
export function FileNotices({ notices }: { readonly notices: readonly FileNotice[] }) {
  const { t } = useTranslation()
  const dismiss = useDismissFiles()
  const heading = useRef<HTMLHeadingElement>(null)
  useMissedKeys()
  useEffect(() => heading.current?.focus(), [])
  return (
    <main className="start file-notices">
      <h1 className="file-notices-title" ref={heading} tabIndex={-1}>
        {t('files.title')}
      </h1>
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
      <div className="actions">
        <Button look="primary" isPending={dismiss.isPending} onPress={() => dismiss.mutate(undefined)}>
          {t('files.goOn')}
        </Button>
      </div>
      <ErrorWords error={dismiss.error} />
    </main>
  )
}

function OneNotice({ notice: { id, file, what, path } }: { readonly notice: FileNotice }) {
  const { t } = useTranslation()
  const values = { file: `${file}.json`, path }
  const isAside = ['damaged', 'newer', 'unreadable', 'partly'].includes(what)
  return (
    <section className="file-notice" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{t(`files.what.${what}`, values)}</bdi>
      </h2>
      <p>
        {what === 'partly' ? t('files.lost.partly') : t(`files.lost.${file}`)}
        {what === 'blocked' && <> {t(file === 'vault' ? 'files.lost.blockedVault' : 'files.lost.blocked')}</>}
      </p>
      <dl className="three-parts">
        <dt>{t('files.safe')}</dt>
        <dd>{t(`files.safeWords.${file === 'vault' || file === 'practice' ? file : 'usual'}`)}</dd>
        <dt>{t('files.next')}</dt>
        <dd>
          {t(
            `files.nextWords.${what === 'newer' || what === 'missing' || what === 'blocked' ? what : file}`,
            values,
          )}
        </dd>
      </dl>
      <p className="quiet">
        <bdi>{t(isAside ? 'files.kept' : 'files.place', values)}</bdi>
      </p>
    </section>
  )
}
