import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useSetSettings, useSwitchBook } from '../../data/app.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useFocusOfGone } from '../../keyboard/use-focus-of-gone.ts'
import { LanguageChoice } from '../../setup/language-choice.tsx'
import { OpenBookFile } from '../../setup/open-book-file.tsx'
import { AccountStep } from './account-step.tsx'
import { KeysStep } from './keys-step.tsx'
import { SaleStep } from './sale-step.tsx'

const STEPS = [1, 2, 3] as const
type Step = (typeof STEPS)[number]

/** The first meeting: practice at once, or set up the till in three steps. */
export function FirstRun() {
  const { t } = useTranslation()
  const format = useFormat()
  const switchBook = useSwitchBook()
  const set = useSetSettings()
  const [step, setStep] = useState<Step>(1)
  const main = useRef<HTMLElement>(null)
  useFocusOfGone(main)
  const finish = () => set.mutate({ setupDone: true })
  return (
    <main className="first-run" ref={main} tabIndex={-1}>
      <header>
        <h1>{t('firstRun.title')}</h1>
        <p className="lead">{t('firstRun.text')}</p>
        <div className="first-run-language">
          <LanguageChoice />
        </div>
      </header>
      <section className="card first-run-practice" aria-labelledby="first-run-practice">
        <h2 id="first-run-practice">{t('firstRun.practiceTitle')}</h2>
        <p>{t('firstRun.practiceText')}</p>
        <Button
          look="primary"
          size="large"
          isPending={switchBook.isPending}
          onPress={() => switchBook.mutate('practice')}
        >
          {t('firstRun.practice')}
        </Button>
        <ErrorWords error={switchBook.error} />
      </section>
      <section className="card" aria-labelledby="first-run-setup">
        <h2 id="first-run-setup">{t('firstRun.setupTitle')}</h2>
        <ol className="steps" aria-label={t('firstRun.steps')}>
          {STEPS.map((one) => (
            <li key={one} {...(one === step && { 'aria-current': 'step' })}>
              <span className="step-number" aria-hidden="true">
                {format.count(one)}
              </span>
              {t(`firstRun.step${one}`)}
            </li>
          ))}
        </ol>
        <section className="step" aria-label={t(`firstRun.step${step}`)}>
          {step === 1 && <KeysStep onNext={() => setStep(2)} />}
          {step === 2 && <AccountStep onNext={() => setStep(3)} onBack={() => setStep(1)} />}
          {step === 3 && <SaleStep onBack={() => setStep(2)} onDone={finish} isPending={set.isPending} />}
        </section>
        <ErrorWords error={set.error} />
      </section>
      <section className="card" aria-labelledby="first-run-existing">
        <h2 id="first-run-existing">{t('firstRun.existingTitle')}</h2>
        <p>{t('firstRun.existingText')}</p>
        <div className="actions">
          <OpenBookFile label={t('firstRun.existing')} />
        </div>
      </section>
      <Button look="quiet" onPress={finish}>
        {t('firstRun.skipAll')}
      </Button>
    </main>
  )
}
