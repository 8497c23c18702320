// One line per provider; its folder holds the rest.
export { daisy } from './daisy/provider.ts'
export { ocpay } from './ocpay/provider.ts'
export { oneshotpay } from './oneshotpay/provider.ts'
export { oxapay } from './oxapay/provider.ts'
