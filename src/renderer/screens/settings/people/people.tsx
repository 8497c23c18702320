import { useIsAllowed, usePeople } from '../../../data/people.ts'
import { AllPeople } from './all-people.tsx'
import { Own } from './own.tsx'
import { SetUpPeople } from './set-up-people.tsx'

/** Who may do what at this till: how people are set up, all of them for the owner, and for others their own PIN and language. */
export function People() {
  const { state } = usePeople()
  const isOwner = useIsAllowed('people')
  if (state.kind === 'none') return <SetUpPeople />
  return isOwner ? <AllPeople /> : <Own />
}
