import { isOwnPage, readUrl } from './origin.ts'

export type NavigationDecision = 'allow' | 'deny'

/**
 * Decides whether the page may go to an address: only to the very document it shows, as a reload does.
 *
 * Changes of the fragment never come here; everything else would lose the app's state or leave it.
 */
export function decideNavigation(
  target: string,
  current: string,
  developmentOrigin: string | null,
): NavigationDecision {
  const url = readUrl(target)
  const shown = readUrl(current)
  if (url === null || shown === null || !isOwnPage(target, developmentOrigin)) return 'deny'
  return url.pathname === shown.pathname && url.search === shown.search ? 'allow' : 'deny'
}
