import { useState } from 'react'
import type { Moved } from '../../../shared/contract/shapes/books/moving.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview } from '../../data/app.ts'
import { useSellAgain } from '../../data/moving.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useAnnouncer } from '../../window/announcer.tsx'

/** In the keypad's place: since when this computer sells no more, what is safe, and the way to sell here again. */
export function MovedTill({ moved }: { readonly moved: Moved }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="teach">
      <h2>{t('moving.moved.title')}</h2>
      <p>
        <bdi>{t('moving.moved.since', { when: format.when(moved.at), file: moved.file })}</bdi>
      </p>
      <p>
        {t('moving.moved.safe')} {t('moving.moved.next')}
      </p>
      <Button needs="setUp" onPress={() => setAsking(true)}>
        {t('moving.moved.again')}
      </Button>
      {isAsking && <SellAgainDialog onClose={() => setAsking(false)} />}
    </div>
  )
}

/** The second step: what it means to sell on both. The focus begins on the way back. */
function SellAgainDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { book } = useOverview()
  const again = useSellAgain()
  return (
    <Dialog title={t('moving.moved.againTitle')} role="alertdialog" isOpen onClose={onClose}>
      <p>{t('moving.moved.againNumbers', { code: book.tillCode })}</p>
      <p>{t('moving.moved.againBooks')}</p>
      <ErrorWords error={again.error} />
      <div className="actions actions-end">
        <Button autoFocus isPending={again.isPending} onPress={onClose}>
          {t('moving.found.back')}
        </Button>
        <Button
          look="danger"
          isPending={again.isPending}
          onPress={() => again.mutate(undefined, { onSuccess: () => announce(t('moving.moved.againDone')) })}
        >
          {t('moving.moved.againAct')}
        </Button>
      </div>
    </Dialog>
  )
}
