import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** The four places of the rail. */
export const PLACES = ['counter', 'invoices', 'books', 'settings'] as const
export type Place = (typeof PLACES)[number]

interface Navigation {
  readonly place: Place
  go(place: Place): void
}

const NavigationContext = createContext<Navigation | null>(null)

/** Keeps which place is shown. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [place, go] = useState<Place>('counter')
  const navigation = useMemo(() => ({ place, go }), [place])
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

/** Which place is shown, and the way to another; throws outside its provider. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('the navigation has no provider around it')
  return navigation
}
