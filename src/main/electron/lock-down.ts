import { app, session } from 'electron'
import { decideNavigation } from './navigation.ts'
import { decidePermission } from './permissions.ts'
import { isRequestAllowed } from './request-filter.ts'

/**
 * Denies what no page of the app needs: leaving its page, new windows, embedded pages, permissions, downloads, the network.
 *
 * Set on every web contents there will ever be; to be called once Electron is ready and before the first window.
 */
export function lockDown(developmentOrigin: string | null): void {
  app.on('web-contents-created', (_, contents) => {
    const guard = (event: { readonly url: string; preventDefault(): void }) => {
      if (decideNavigation(event.url, contents.getURL(), developmentOrigin) === 'deny') event.preventDefault()
    }
    contents.on('will-navigate', guard)
    contents.on('will-frame-navigate', guard)
    contents.on('will-redirect', guard)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  const { defaultSession } = session
  defaultSession.setPermissionCheckHandler((_, permission) => decidePermission(permission))
  defaultSession.setPermissionRequestHandler((_, permission, answer) => answer(decidePermission(permission)))
  defaultSession.setDevicePermissionHandler(({ deviceType }) => decidePermission(deviceType))
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isRequestAllowed(url, developmentOrigin) }),
  )
}
