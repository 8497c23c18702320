import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useEndPeople } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'

/** Asks once more before nobody needs to sign in: whoever is at the till may do everything then. */
export function EndPeopleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const end = useEndPeople()
  return (
    <Dialog role="alertdialog" title={t('people.end.title')} isOpen onClose={onClose}>
      <p>{t('people.end.text')}</p>
      <p>{t('people.end.stays')}</p>
      <ErrorWords error={end.error} />
      <div className="actions actions-end">
        <Button autoFocus onPress={onClose}>
          {t('people.cancel')}
        </Button>
        <Button
          look="danger"
          isPending={end.isPending}
          onPress={() =>
            end.mutate(undefined, {
              onSuccess() {
                announce(t('people.end.done'))
                onClose()
              },
            })
          }
        >
          {t('people.end.do')}
        </Button>
      </div>
    </Dialog>
  )
}
