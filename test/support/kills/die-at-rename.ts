import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Imported before all else: the process dies where it would give a file that has grown its own name, as in a power cut. */
const die = () => process.kill(process.pid, 'SIGKILL')
Object.assign(fs, { renameSync: die, rename: die })
syncBuiltinESMExports()
