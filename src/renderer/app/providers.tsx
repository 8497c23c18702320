import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { onAppEvent } from '../data/bridge.ts'
import { createEventReader } from '../data/invalidation.ts'
import { createQueryClient, refresh } from '../data/query-client.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { KeysProvider } from '../keyboard/use-keys.tsx'
import { CounterProvider } from '../sale-entry/entry-provider.tsx'
import { AnnouncerProvider } from '../window/announcer.tsx'
import { NavigationProvider } from '../window/navigation.tsx'

/** Everything that stands around the screens; from the first moment events refresh what they touch. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const [client] = useState(createQueryClient)
  useEffect(() => {
    const staleAfter = createEventReader()
    return onAppEvent((event) => refresh(client, staleAfter(event)))
  }, [client])
  return (
    <I18nProvider locale={i18n.language}>
      <QueryClientProvider client={client}>
        <AnnouncerProvider>
          <NavigationProvider>
            <CounterProvider>
              <KeysProvider>{children}</KeysProvider>
            </CounterProvider>
          </NavigationProvider>
        </AnnouncerProvider>
      </QueryClientProvider>
    </I18nProvider>
  )
}
