/** Where payers are sent (ocpay §2.1). */
export const PAY_HOSTS = ['pay.ocdz.link'] as const

/** Who pays the withdrawal fee of 1 % (ocpay §2.1). */
export const FEE_MODES = ['NO_FEE', 'SPLIT_FEE', 'CUSTOMER_FEE'] as const

/** The smallest and the largest amount, whole dinars (ocpay §2.1, §4). */
export const MINIMUM = '500'
export const MAXIMUM = '500000'
