import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { useTranslation } from '../i18n/use-translation.ts'

interface Props {
  readonly error: Error
  readonly onAgain: () => void
}

/** What stands where the rows would be that could not be read. */
export function RowsUnread({ error, onAgain }: Props) {
  const { t } = useTranslation()
  return (
    <div className="list-state">
      <ErrorWords error={error} />
      <Button look="primary" onPress={onAgain}>
        {t('app.tryAgain')}
      </Button>
    </div>
  )
}
