import { join } from 'node:path'
import react from '@vitejs/plugin-react'

/** As strict as the app's own, so that whatever it would block shows here too. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Serves the window with made-up data, to look at it and to try it without the main process. */
export const config = {
  configFile: false,
  logLevel: 'error',
  root: join(import.meta.dirname, '../../renderer/harness'),
  plugins: [react()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  preview: { port: 5199, strictPort: true, headers: { 'content-security-policy': POLICY } },
  server: { port: 5199, strictPort: true, fs: { allow: ['../../..'] } },
}
