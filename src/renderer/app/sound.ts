/** What a sound tells. */
export type Sound = 'paid' | 'attention' | 'failed'

interface Tone {
  readonly hertz: number
  readonly at: number
  readonly seconds: number
}

/** Rising for paid, level for attention, falling for failed: told apart without looking. */
const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  paid: [
    { hertz: 659, at: 0, seconds: 0.12 },
    { hertz: 988, at: 0.12, seconds: 0.28 },
  ],
  attention: [
    { hertz: 587, at: 0, seconds: 0.14 },
    { hertz: 587, at: 0.22, seconds: 0.2 },
  ],
  failed: [
    { hertz: 330, at: 0, seconds: 0.18 },
    { hertz: 220, at: 0.2, seconds: 0.32 },
  ],
}

let context: AudioContext | null = null

/** Plays a short sound at `volume` (0 to 1); does nothing where the computer has no sound. */
export function playSound(sound: Sound, volume: number): void {
  if (volume <= 0 || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const audio = context
  void audio.resume().catch(() => undefined)
  for (const tone of TONES[sound]) playTone(audio, tone, volume)
}

function playTone(audio: AudioContext, tone: Tone, volume: number): void {
  const start = audio.currentTime + tone.at
  const oscillator = new OscillatorNode(audio, { type: 'triangle', frequency: tone.hertz })
  const gain = new GainNode(audio, { gain: 0 })
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(volume * 0.5, start + 0.01)
  gain.gain.linearRampToValueAtTime(0, start + tone.seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(start + tone.seconds)
}
