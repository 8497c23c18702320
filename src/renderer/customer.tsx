import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { CustomerPage } from './customer/customer-page.tsx'
import { createQueryClient } from './data/query-client.ts'
import { startI18n } from './i18n/start.ts'
import { applyTheme } from './window/theme.ts'
import { allowOnlyEmptyHtml } from './window/trusted-types.ts'

allowOnlyEmptyHtml()
await startI18n()
applyTheme('system')
const place = document.getElementById('root')
if (!place) throw new Error('customer.html has no root')
createRoot(place).render(
  <QueryClientProvider client={createQueryClient()}>
    <CustomerPage />
  </QueryClientProvider>,
)
