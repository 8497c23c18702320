import { type ReactNode, useState } from 'react'
import type { StandingLinkView } from '../../../shared/contract/shapes/standing-link.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { Teach } from '../../components/teach.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import {
  useCheckStanding,
  usePayStanding,
  usePutStandingAway,
  useStandingLinks,
} from '../../data/standing-links.ts'
import { amountText } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { MakeStandingLink } from '../../sale/standing/make-standing-link.tsx'
import { StandingCode } from '../../sale/standing/standing-code.tsx'

/** The links that stay: what each asks for, what came through it, and what can be done with it. */
export function StandingLinks({ head }: { readonly head: ReactNode }) {
  const { t } = useTranslation()
  const { data, error } = useStandingLinks()
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<StandingLinkView | null>(null)
  const make = (
    <Button needs="setUp" onPress={() => setMaking(true)}>
      {t('standing.make')}
    </Button>
  )
  return (
    <>
      <header className="screen-head">
        {head}
        {data && data.length > 0 && make}
      </header>
      <ErrorWords error={error} />
      {data?.length === 0 && (
        <Teach title={t('standing.emptyTitle')} text={t('standing.empty')}>
          {make}
        </Teach>
      )}
      <ul className="standing-links">
        {data?.map((link) => (
          <StandingRow key={link.id} link={link} onShow={() => setShown(link)} />
        ))}
      </ul>
      {making && (
        <MakeStandingLink
          item={null}
          onClose={() => setMaking(false)}
          onMade={(link) => {
            setMaking(false)
            setShown(link)
          }}
        />
      )}
      {shown && <StandingCode link={shown} onClose={() => setShown(null)} />}
    </>
  )
}

interface RowProps {
  readonly link: StandingLinkView
  readonly onShow: () => void
}

function StandingRow({ link, onShow }: RowProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { book, providers } = useOverview()
  const check = useCheckStanding()
  const pay = usePayStanding()
  const putAway = usePutStandingAway()
  const [asking, setAsking] = useState(false)
  const { id, name, stage } = link
  const away = link.putAwayAt !== null
  const accounts = useAccounts().data
  const account = accounts?.find((one) => one.id === link.accountId)
  const isForgotten = accounts !== undefined && account === undefined
  const provider = providers.find((one) => one.id === link.provider)?.name ?? ''
  return (
    <li className={away ? 'standing-link standing-link-away' : 'standing-link'}>
      <div className="standing-words">
        <h2>
          <bdi>{name}</bdi> · <bdi dir="ltr">{amountText(link.asked, i18n.language)}</bdi>
        </h2>
        <p className="quiet">
          <bdi>{link.accountLabel}</bdi>
          {away && ` · ${t('standing.away')}`}
          {stage === 'creating' && ` · ${t('standing.making')}`}
        </p>
        {stage === 'live' && (
          <p>
            {t('standing.payments', { count: link.payments })}
            {link.lastPaidAt !== null &&
              ` · ${t('standing.lastPaid', { when: format.instant(link.lastPaidAt) })}`}
          </p>
        )}
        {link.unseen > 0 && (
          <p className="attention-words">{t('standing.unseen', { count: link.unseen, provider })}</p>
        )}
        {stage === 'lost' && <p className="attention-words">{t('standing.lost')}</p>}
        {stage === 'refused' && <ErrorCodeWords code={link.failureCode ?? 'INTERNAL'} />}
        {(link.reading === 'expired' || link.reading === 'failed') && (
          <p className="attention-words">{t('standing.ended', { provider })}</p>
        )}
        {isForgotten && stage === 'live' && (
          <p className="attention-words">{t('standing.forgotten', { provider })}</p>
        )}
        {account?.paused && link.lastError === null && !away && (
          <p className="attention-words">{t('standing.paused')}</p>
        )}
        {link.lastError !== null && !away && !isForgotten && <ErrorCodeWords code={link.lastError} />}
        <ErrorWords error={check.error ?? pay.error ?? putAway.error} />
      </div>
      <div className="actions">
        {link.url !== null && !isForgotten && (
          <Button aria-label={t('standing.showOf', { name })} onPress={onShow}>
            {t('standing.show')}
          </Button>
        )}
        {stage === 'live' && !away && !isForgotten && (
          <Button
            aria-label={t('standing.checkOf', { name })}
            isPending={check.isPending}
            onPress={() => check.mutate(id)}
          >
            {t('standing.check')}
          </Button>
        )}
        {stage === 'live' && !away && !isForgotten && book.kind === 'practice' && (
          <Button
            needs="sell"
            aria-label={t('standing.practicePayOf', { name })}
            isPending={pay.isPending}
            onPress={() => pay.mutate(id)}
          >
            {t('standing.practicePay')}
          </Button>
        )}
        {!(away && isForgotten) && (
          <Button
            needs="setUp"
            aria-label={t(away ? 'standing.takeBackOf' : 'standing.putAwayOf', { name })}
            isPending={putAway.isPending}
            onPress={() => (away ? putAway.mutate({ id, away: false }) : setAsking(true))}
          >
            {t(away ? 'standing.takeBack' : 'standing.putAway')}
          </Button>
        )}
      </div>
      <Dialog
        role="alertdialog"
        title={t('standing.putAwayTitle', { name })}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t('standing.putAwayText', { provider })}</p>
        <div className="actions actions-end">
          <Button autoFocus onPress={() => setAsking(false)}>
            {t('settings.items.cancel')}
          </Button>
          <Button
            look="danger"
            onPress={() => {
              setAsking(false)
              putAway.mutate({ id, away: true })
            }}
          >
            {t('standing.putAwayDo')}
          </Button>
        </div>
      </Dialog>
    </li>
  )
}
