import type { Clock } from '../../../shared/time/clock.ts'
import type { JsonStore } from '../../json-store.ts'
import { createPractice } from '../../practice/practice.ts'
import type { PracticeSnapshot } from '../../practice/world/state.ts'

interface KeptPracticePorts {
  readonly clock: Clock
  readonly store: JsonStore
  failed(error: unknown): void
}

/** The simulated providers with what they remember from run to run; where their memory cannot be written they go on without. */
export function createKeptPractice({ clock, store, failed }: KeptPracticePorts) {
  return createPractice({
    now: () => clock.now(),
    state: store.get('snapshot'),
    onChange(snapshot: PracticeSnapshot) {
      try {
        store.set('snapshot', snapshot)
      } catch (error) {
        failed(error)
      }
    },
  })
}
