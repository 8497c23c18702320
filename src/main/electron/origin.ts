/** The scheme and host that the app's own pages are served from. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'bundle'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** Reads an address; null when it is none. */
export function readUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/**
 * Says whether an address belongs to the app's own pages.
 *
 * Compares the parsed scheme, host and port, and refuses a user part: `app://bundle@evil/` has the host `evil`.
 *
 * @param developmentOrigin the development server's origin; null in a built app
 */
export function isOwnPage(text: string, developmentOrigin: string | null): boolean {
  const url = readUrl(text)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (developmentOrigin !== null) return url.origin === developmentOrigin && url.protocol.startsWith('http')
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}

/**
 * Reads the development server's origin; null in a packaged app and wherever it is not a loopback address.
 */
export function developmentOrigin(rendererUrl: string | undefined, isPackaged: boolean): string | null {
  const url = rendererUrl === undefined || isPackaged ? null : readUrl(rendererUrl)
  if (url === null || url.protocol !== 'http:') return null
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) ? url.origin : null
}
