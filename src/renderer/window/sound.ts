/** What a sound tells. */
export type Sound = 'paid' | 'attention' | 'failed'

/** Every sound, in the order in which they are shown. */
export const SOUNDS: readonly Sound[] = ['paid', 'attention', 'failed']

interface Tone {
  readonly hertz: number
  /** When it begins and how long it lasts, seconds. */
  readonly at: number
  readonly seconds: number
}

/** Paid leaps up, attention knocks three times, failed sinks slowly: told apart by rhythm alone, also by who hears no pitch. */
const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  paid: [
    { hertz: 659, at: 0, seconds: 0.1 },
    { hertz: 988, at: 0.1, seconds: 0.32 },
  ],
  attention: [
    { hertz: 587, at: 0, seconds: 0.09 },
    { hertz: 587, at: 0.17, seconds: 0.09 },
    { hertz: 587, at: 0.34, seconds: 0.09 },
  ],
  failed: [
    { hertz: 330, at: 0, seconds: 0.26 },
    { hertz: 220, at: 0.3, seconds: 0.36 },
  ],
}

let context: AudioContext | null = null

/** Plays a short sound at `volume` (0 to 1); does nothing where the computer has no sound. */
export function playSound(sound: Sound, volume: number): void {
  if (volume <= 0 || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const audio = context
  // Notes that are laid into a context that still wakes up would have passed unheard.
  void audio.resume().then(
    () => layNotes(audio, sound, volume),
    () => undefined,
  )
}

/** Lays a sound's notes into a context, to be heard from now on; gives how long they last, seconds. */
export function layNotes(audio: BaseAudioContext, sound: Sound, volume: number): number {
  const tones = TONES[sound]
  for (const tone of tones) layTone(audio, tone, Math.min(volume, 1))
  return Math.max(...tones.map((tone) => tone.at + tone.seconds))
}

function layTone(audio: BaseAudioContext, tone: Tone, volume: number): void {
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
