import { createFake } from './fake.ts'
import { type Scene, sceneOf } from './scenes.ts'

const asked = new URLSearchParams(location.search)
const made = sceneOf(asked.get('scene') ?? 'live')
/** "ar-DZ", "en-XA": as on a computer in that language. */
const language = asked.get('language')
const scene: Scene = language
  ? { ...made, settings: { ...made.settings, language: 'system' }, systemLanguages: [language] }
  : made
Object.defineProperty(window, 'counterfoil', { value: Object.freeze(createFake(scene)) })
await import('../../../src/renderer/main.tsx')
