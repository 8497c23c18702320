import { Button } from '../../../components/button.tsx'
import { Teach } from '../../../components/teach.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useNavigation } from '../../../window/navigation.tsx'

interface NoneProps {
  readonly stretch: string
  readonly isEmpty: boolean
  readonly onBefore: (() => void) | null
}

/** What stands where the days would be: nothing was ever sold, or nothing in these days. */
export function None({ stretch, isEmpty, onBefore }: NoneProps) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (isEmpty) {
    return (
      <Teach title={t('month.emptyTitle')} text={t('month.empty')}>
        <Button look="primary" onPress={() => go('counter')}>
          {t('invoices.emptyAct')}
        </Button>
      </Teach>
    )
  }
  return (
    <Teach title={t('month.noneTitle', { stretch })} text={t('month.noneText')}>
      {onBefore && <Button onPress={onBefore}>{t('month.noneAct')}</Button>}
    </Teach>
  )
}
