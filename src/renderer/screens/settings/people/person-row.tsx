import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useNow } from '../../../components/hooks/use-now.ts'
import { type PersonView, usePeople, usePutPersonAway, waitLeft } from '../../../data/people.ts'
import { durationText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly person: PersonView
  /** Whoever looks at it is this one. */
  readonly isOwn: boolean
  readonly onChange: () => void
  readonly onPin: () => void
  readonly onAway: () => void
}

/** One person: the name, the role, whether a PIN is waited for, and what the owner can do. */
export function PersonRow({ person, isOwn, onChange, onPin, onAway }: Props) {
  const { t } = useTranslation()
  const back = usePutPersonAway()
  const { id, name, role, isAway } = person
  return (
    <li className={isAway ? 'people-one people-away' : 'people-one'}>
      <div className="people-words">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className="quiet">
          {t(`people.role.${role}`)}
          {isOwn && ` · ${t('people.isYou')}`}
          {isAway && ` · ${t('people.away')}`}
        </p>
        <Waits person={person} />
      </div>
      <div className="actions">
        {!isAway && (
          <>
            <Button aria-label={t('people.change.of', { name })} onPress={onChange}>
              {t('people.change.open')}
            </Button>
            <Button aria-label={t('people.newPin.of', { name })} onPress={onPin}>
              {t('people.newPin.open')}
            </Button>
          </>
        )}
        {isAway ? (
          <Button
            aria-label={t('people.putAway.backOf', { name })}
            isPending={back.isPending}
            onPress={() => back.mutate({ id, isAway: false })}
          >
            {t('people.putAway.back')}
          </Button>
        ) : (
          <Button aria-label={t('people.putAway.of', { name })} onPress={onAway}>
            {t('people.putAway.open')}
          </Button>
        )}
      </div>
      <ErrorWords error={back.error} />
    </li>
  )
}

/** That too many wrong PINs were typed, and how long none is looked at; a new PIN ends it. */
function Waits({ person }: { readonly person: PersonView }) {
  const { t, i18n } = useTranslation()
  const { readAt } = usePeople()
  // Drawn again each second.
  useNow()
  const seconds = waitLeft(person, readAt, performance.now())
  if (seconds === 0) return null
  return (
    <p className="attention-words">
      {t('people.waits', { time: durationText(seconds * 1_000, i18n.language) })}
    </p>
  )
}
