import { Link2 } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import type { SaleActs } from '../sale/use-sale-acts.ts'

interface Props {
  readonly view: SaleView
  readonly acts: SaleActs
}

/** Asks the same account for another link, where the one before can do no harm; nothing where it could. */
export function NewLink({ view, acts }: Props) {
  const { t } = useTranslation()
  if (!view.canRelink) return null
  return (
    <Button needs="sell" isPending={acts.isRelinking} onPress={acts.relink}>
      <Link2 aria-hidden="true" size={16} />
      {t('sale.newLink')}
    </Button>
  )
}
