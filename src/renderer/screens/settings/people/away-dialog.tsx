import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { type PersonView, usePutPersonAway } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly person: PersonView
  readonly onClose: () => void
}

/** Asks once more before somebody can sign in no more; what they did keeps their name. */
export function AwayDialog({ person: { id, name }, onClose }: Props) {
  const { t } = useTranslation()
  const away = usePutPersonAway()
  return (
    <Dialog role="alertdialog" title={t('people.putAway.title', { name })} isOpen onClose={onClose}>
      <p>{t('people.putAway.text', { name })}</p>
      <ErrorWords error={away.error} />
      <div className="actions actions-end">
        <Button autoFocus onPress={onClose}>
          {t('people.cancel')}
        </Button>
        <Button
          look="danger"
          isPending={away.isPending}
          onPress={() => away.mutate({ id, isAway: true }, { onSuccess: onClose })}
        >
          {t('people.putAway.do')}
        </Button>
      </div>
    </Dialog>
  )
}
