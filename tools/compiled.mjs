import { fileURLToPath } from 'node:url'

/**
 * Where Node keeps what it has compiled: the tests start hundreds of Nodes and worker threads that load the same files.
 *
 * For `NODE_COMPILE_CACHE`. Node itself compiles anew what has changed, and starts without it when it is not there.
 */
export const COMPILED = fileURLToPath(new URL('../node_modules/.counterfoil/compiled', import.meta.url))
