import { PERIOD_REASON_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { useReopenPeriod } from '../../../data/periods/periods.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useSending, useUnsent } from '../../../window/unsent.ts'

interface Props {
  /** The month's first day. */
  readonly first: string
  readonly month: string
  readonly onClose: () => void
}

/** Asks why a month is opened again; how it was closed is kept. */
export function ReopenDialog({ first, month, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const reopen = useReopenPeriod()
  const [reason, setReason] = useUnsent(`reopen ${first}`, '')
  useSending(reopen.isPending, 'reopen')
  return (
    <Dialog title={t('close.reopenTitle', { month })} isOpen onClose={onClose}>
      <QuestionForm
        error={reopen.error}
        leave={{ words: t('close.keepClosed'), onPress: onClose }}
        answer={t('close.reopenAct', { month })}
        onAnswer={() =>
          reopen.mutate(
            { span: 'month', day: first, reason },
            {
              onSuccess: () => {
                announce(t('close.didReopen', { month }))
                onClose()
              },
            },
          )
        }
        isReady={reason.trim() !== ''}
        isPending={reopen.isPending}
      >
        <p>{t('close.reopenText')}</p>
        <Field
          label={t('close.reopenWhy')}
          isNeeded
          value={reason}
          onChange={setReason}
          maxLength={PERIOD_REASON_LIMIT}
          autoFocus
        />
      </QuestionForm>
    </Dialog>
  )
}
