import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { developmentPolicy } from './src/main/electron/csp.ts'

const DEVELOPMENT_PORT = 5173

/** The main process and the worker threads it starts, each a file of its own in out/main. */
const ENTRIES = {
  index: 'src/main/index.ts',
  'ledger-worker': 'src/main/ledger/thread/worker.ts',
  'lists-worker': 'src/main/ledger/lists/worker.ts',
  'check-worker': 'src/main/ledger/thread/check-worker.ts',
  'copies-worker': 'src/main/ledger/thread/copies-worker.ts',
  'salvage-worker': 'src/main/ledger/thread/salvage-worker.ts',
  'trail-worker': 'src/main/ledger/trail/worker.ts',
  'export-worker': 'src/main/export/worker.ts',
  'statements-worker': 'src/main/statements/worker.ts',
}

function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  const found = Object.entries(entries).map(([name, path]) => [name, resolve(import.meta.dirname, path)])
  return Object.fromEntries(found.filter(([, path]) => existsSync(path ?? '')))
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      rolldownOptions: { input: present(ENTRIES), output: { format: 'es', entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can only be one CommonJS file, and can only require electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    server: {
      port: DEVELOPMENT_PORT,
      headers: { 'content-security-policy': developmentPolicy(`http://localhost:${DEVELOPMENT_PORT}`) },
      strictPort: true,
    },
    build: {
      outDir: 'out/renderer',
      minify: true,
      // Nothing inline: no data: fonts or scripts, and no polyfill script in the page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/renderer/index.html'),
          customer: resolve(import.meta.dirname, 'src/renderer/customer.html'),
        },
      },
    },
  },
})
