import { useEffect } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const DARK = '(prefers-color-scheme: dark)'

/** Puts the theme on the document; `system` follows the computer. */
export function applyTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia(DARK).matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

/** Keeps the document in the chosen theme, also when the computer changes its own. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    applyTheme(theme)
    const media = matchMedia(DARK)
    const follow = () => applyTheme(theme)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [theme])
}
