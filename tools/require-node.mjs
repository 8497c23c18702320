import { readFileSync } from 'node:fs'

/**
 * Says in words that the Node is too old, before anything loads the database, which would crash without a word.
 *
 * For use as `import './require-node.mjs'` ahead of everything else.
 */
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const wanted = Number.parseInt(manifest.devDependencies.node, 10)
const found = Number.parseInt(process.versions.node, 10)
if (found < wanted) {
  process.stderr.write(
    `This needs the project's own Node ${wanted}, and this is Node ${process.versions.node}. ` +
      'Start it with "npm run …", or run "node tools/setup.mjs" and use node_modules/.bin/node.\n',
  )
  process.exit(1)
}
