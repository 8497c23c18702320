import { APP_HOST, APP_SCHEME, readUrl } from './origin.ts'

/**
 * Decides whether a window's request may be made at all: the app's own files, the developer tools, and in development
 * the development server. Everything else is refused, whatever the content security policy says.
 */
export function isRequestAllowed(text: string, developmentOrigin: string | null): boolean {
  const url = readUrl(text)
  if (url === null) return false
  if (url.protocol === `${APP_SCHEME}:`) return url.host === APP_HOST && url.username === ''
  if (url.protocol === 'devtools:') return true
  if (url.protocol === 'data:' || url.protocol === 'blob:') return true
  if (developmentOrigin === null) return false
  return url.origin === developmentOrigin || url.origin === developmentOrigin.replace(/^http:/, 'ws:')
}
