import { createFake } from './fake.ts'
import { sceneOf } from './scenes.ts'

const scene = sceneOf(new URLSearchParams(location.search).get('scene') ?? 'live')
Object.defineProperty(window, 'counterfoil', { value: Object.freeze(createFake(scene)) })
await import('../../../src/renderer/main.tsx')
