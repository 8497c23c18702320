import { z } from 'zod'
import { typedPassphrase as passphrase } from '../shapes/atoms.ts'
import { vaultStatus } from '../shapes/vault.ts'
import { nothing, read, write } from './route.ts'

/** The routes about the vault. */
export const vaultRoutes = {
  'vault.status': read('look', nothing, vaultStatus),
  'vault.createPassphrase': write('setUp', z.strictObject({ passphrase }), vaultStatus),
  'vault.changePassphrase': write('setUp', z.strictObject({ current: passphrase, passphrase }), vaultStatus),
  'vault.erase': write('setUp', nothing, vaultStatus),
  /** WRONG_PASSPHRASE; PASSPHRASE_WAIT with `seconds`, and it was not looked at. */
  'vault.unlock': read('sell', z.strictObject({ passphrase }), vaultStatus),
  'vault.lock': read('sell', nothing, vaultStatus),
} as const
