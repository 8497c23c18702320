import { useNavigation } from '../window/navigation.tsx'
import { useEntryScreen } from './entry-provider.tsx'

/** Brings a sale onto the counter's screen from wherever the person is; null brings the keypad. */
export function useShowSale(): (invoiceId: string | null) => void {
  const { go } = useNavigation()
  const { show } = useEntryScreen()
  return (invoiceId) => {
    show(invoiceId)
    go('counter')
  }
}
