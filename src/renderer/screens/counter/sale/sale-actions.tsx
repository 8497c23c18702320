import { CircleX, Copy, NotebookPen, QrCode, ReceiptText, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useRefusal } from '../../../components/not-allowed.ts'
import type { useCheckNow } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type KeyId, shortcutOf } from '../../../keyboard/keys.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { BareButton } from './bare-button.tsx'
import type { SaleDialog } from './sale-dialogs.tsx'
import type { SaleActs } from './use-sale-acts.ts'

interface Props {
  readonly view: SaleView
  readonly check: ReturnType<typeof useCheckNow>
  readonly acts: SaleActs
  readonly showsCode: boolean
  readonly onCheck: () => void
  readonly onCode: () => void
  readonly onOpen: (dialog: SaleDialog) => void
}

/**
 * What can be done with the sale, in one row whose places never change: what cannot be done stays there and says why, so that a
 * press meant for one never lands on another when the status changes.
 */
export function SaleActions({ view, check, acts, showsCode, onCheck, onCode, onOpen }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { share } = view
  const { copy } = acts
  const refusal = useRefusal('sell')
  return (
    <Toolbar className="ticket-more sale-acts" aria-label={t('sale.acts')}>
      <Act
        name={t(check.isPending ? 'sale.checking' : 'sale.check')}
        shape={<RefreshCw aria-hidden="true" size={20} />}
        of="checkSale"
        // Where nobody can be asked it says so by itself, and reads it out.
        isOff={!view.canCheck || check.isPending}
        onPress={onCheck}
      />
      <Act
        name={t(copy.isSuccess ? 'sale.copied' : 'sale.copy')}
        shape={<Copy aria-hidden="true" size={20} />}
        why={share === null ? t('sale.why.noLink') : null}
        onPress={() => share && copy.mutate(share.id, { onSuccess: () => announce(t('sale.copied')) })}
      />
      <Act
        name={t(showsCode && view.codeCanHide ? 'sale.hideCode' : 'sale.showCode')}
        shape={<QrCode aria-hidden="true" size={20} />}
        of="code"
        isPressed={showsCode && view.codeCanHide && share !== null}
        why={share === null ? t('sale.why.noLink') : view.codeCanHide ? null : t('sale.why.codeShown')}
        onPress={onCode}
      />
      <Act
        name={t('sale.receipt')}
        shape={<ReceiptText aria-hidden="true" size={20} />}
        of="receipt"
        onPress={() => onOpen('receipt')}
      />
      <Act
        name={t('sale.note')}
        shape={<NotebookPen aria-hidden="true" size={20} />}
        of="note"
        onPress={() => onOpen('note')}
      />
      <Act
        name={t('sale.giveUp')}
        shape={<CircleX aria-hidden="true" size={20} />}
        of="giveUp"
        why={refusal ?? (view.canAbandon ? null : t('sale.why.over'))}
        onPress={() => onOpen('abandon')}
      />
    </Toolbar>
  )
}

interface ActProps {
  readonly name: string
  readonly shape: ReactNode
  readonly of?: KeyId
  /** Why it cannot be done as the sale stands; null when it can. It is read out when it is pressed all the same. */
  readonly why?: string | null
  /** Drawn as one that cannot be done, and says why by itself. */
  readonly isOff?: boolean
  readonly isPressed?: boolean
  readonly onPress: () => void
}

function Act({ name, shape, of, why = null, isOff = false, isPressed, onPress }: ActProps) {
  const { announce } = useAnnouncer()
  return (
    <BareButton
      className="act"
      {...(of !== undefined && { 'aria-keyshortcuts': shortcutOf(of) })}
      {...((why !== null || isOff) && { 'aria-disabled': true })}
      {...(why !== null && { 'aria-description': why })}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      onPress={() => (why === null ? onPress() : announce(why))}
    >
      {shape}
      <span className="act-name" title={name}>
        {name}
      </span>
    </BareButton>
  )
}
