import { Label } from 'react-aria-components/Label'
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Switch } from '../../components/switch.tsx'
import { useOverview, useSetOwn } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { playSound, SOUNDS } from '../../window/sound.ts'

/** Sounds: on or off, how loud, and a try of each; kept with this till. */
export function Sounds() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetOwn()
  return (
    <>
      <p>{t('settings.sound.text')}</p>
      <Switch
        label={t('settings.sound.switch')}
        isSelected={settings.sound}
        onChange={(sound) => set.mutate({ sound })}
      />
      <Slider
        className="slider"
        minValue={0}
        maxValue={1}
        step={0.05}
        formatOptions={{ style: 'percent' }}
        defaultValue={settings.volume}
        isDisabled={!settings.sound}
        onChangeEnd={(volume) => set.mutate({ volume: Array.isArray(volume) ? (volume[0] ?? 0) : volume })}
      >
        <Label className="label">{t('settings.sound.volume')}</Label>
        <SliderOutput className="slider-output" />
        <SliderTrack className="slider-track">
          <SliderThumb className="slider-thumb" />
        </SliderTrack>
      </Slider>
      <fieldset className="sound-tries">
        <legend className="label">{t('settings.sound.try')}</legend>
        {SOUNDS.map((sound) => (
          <Button key={sound} isDisabled={!settings.sound} onPress={() => playSound(sound, settings.volume)}>
            {t(`settings.sound.of.${sound}`)}
          </Button>
        ))}
      </fieldset>
      <ErrorWords error={set.error} />
    </>
  )
}
