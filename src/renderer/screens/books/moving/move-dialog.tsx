import { useState } from 'react'
import type { MovingFile } from '../../../../shared/contract/shapes/books/moving.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { useMakeMovingFile, useStopSelling } from '../../../data/moving.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { ChooseAlong } from './choose-along.tsx'
import { WhoSells } from './who-sells.tsx'

/** The move to another computer: what goes along, then which computer sells. */
export function MoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const make = useMakeMovingFile()
  const stop = useStopSelling()
  const [made, setMade] = useState<MovingFile | null>(null)
  const isBusy = make.isPending || stop.isPending
  return (
    <Dialog
      title={t(made ? 'moving.madeTitle' : 'moving.title')}
      width="wide"
      isOpen
      // What has begun is not left.
      onClose={() => !isBusy && onClose()}
    >
      {made ? (
        <WhoSells
          made={made}
          stop={stop}
          onStop={() =>
            stop.mutate(undefined, {
              onSuccess() {
                announce(t('moving.stopped'))
                onClose()
              },
            })
          }
          onAgain={() => {
            stop.reset()
            setMade(null)
          }}
          onKeep={onClose}
        />
      ) : (
        <ChooseAlong
          make={make}
          onMake={(passphrase) =>
            make.mutate(passphrase, {
              onSuccess(file) {
                if (!file) return
                announce(t('moving.done'))
                setMade(file)
              },
            })
          }
          onCancel={onClose}
        />
      )}
    </Dialog>
  )
}
