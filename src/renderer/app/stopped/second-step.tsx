import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ProblemWords } from './use-words.ts'

interface Props {
  /** Null while nothing is asked. */
  readonly step: 'goOn' | 'beginNew' | null
  readonly words: ProblemWords
  readonly error: Error | null
  readonly isPending: boolean
  readonly onDo: () => void
  readonly onClose: () => void
}

/** Asks once more before something is given up: what is missing, what becomes of it. The focus begins on the way back. */
export function SecondStep({ step, words, error, isPending, onDo, onClose }: Props) {
  const { t } = useTranslation()
  if (step === null) return null
  return (
    <Dialog title={t(`book.${step}.title`)} role="alertdialog" isOpen onClose={onClose}>
      {words.missing && <p>{words.missing}</p>}
      {step === 'goOn' ? (
        <>
          <p>{words.numbers}</p>
          <p>{t('book.goOn.apart')}</p>
        </>
      ) : (
        <>
          <p>{t('book.beginNew.aside')}</p>
          {words.missing && <p>{t('book.beginNew.numbers')}</p>}
          <p>{t('book.beginNew.empty')}</p>
        </>
      )}
      <ErrorWords error={error} />
      <div className="actions actions-end">
        <Button autoFocus onPress={onClose}>
          {t('book.back')}
        </Button>
        <Button look="danger" isPending={isPending} onPress={onDo}>
          {t(`book.${step}.act`)}
        </Button>
      </div>
    </Dialog>
  )
}
