import { Copy } from 'lucide-react'
import type { StandingLinkView } from '../../../shared/contract/shapes/standing-link.ts'
import { AmountText } from '../../components/amount.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { useCopyStanding } from '../../data/standing-links.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useAnnouncer } from '../../window/announcer.tsx'

interface Props {
  readonly link: StandingLinkView
  readonly onClose: () => void
}

/** A standing link's code, large, with its address to copy. */
export function StandingCode({ link, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const copy = useCopyStanding()
  if (link.url === null) return null
  return (
    <Dialog title={link.name} isOpen onClose={onClose} width="wide">
      <div className="standing-code">
        <QrCode text={link.url} label={t('standing.code', { name: link.name })} />
      </div>
      <p className="standing-amount">
        <AmountText amount={link.asked} layout="plain" isForCustomer />
      </p>
      <p className="quiet">
        <bdi className="mono long-text">{link.url}</bdi>
      </p>
      <ErrorWords error={copy.error} />
      <div className="actions actions-end">
        <Button
          needs="sell"
          onPress={() => copy.mutate(link.id, { onSuccess: () => announce(t('standing.copied')) })}
        >
          <Copy aria-hidden="true" size={16} />
          {t('standing.copy')}
        </Button>
        <Button look="primary" autoFocus onPress={onClose}>
          {t('standing.close')}
        </Button>
      </div>
    </Dialog>
  )
}
