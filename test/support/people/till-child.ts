import { startTestApp } from '../app/host.ts'

/** A till in a process of its own: opens the folder, and does with its people what it is told. Prints what the window would see. */
const [folder = '', act = 'view', name = ''] = process.argv.slice(2)
const till = await startTestApp({ folder })
const view = await till.call('people.view', {})
const signedIn = async () => {
  const [first] = view.people
  if (first) await till.call('people.signIn', { id: first.id, pin: '2468' })
}

if (act === 'setUp') await till.call('people.setUp', { name, pin: '2468' })
if (act === 'add') {
  await signedIn()
  process.stdout.write('ready\n')
  for (let n = 0; ; n += 1) {
    await till.call('people.add', { name: `${name} ${n}`, role: 'cashier', pin: '1357' })
    process.stdout.write(`added ${n}\n`)
  }
}
if (act === 'today') {
  await signedIn()
  const { date } = await till.call('books.ownToday', {})
  const names = (await till.call('people.view', {})).people.map((one) => one.name)
  process.stdout.write(
    `${JSON.stringify({ date, names, calendar: new Intl.DateTimeFormat().resolvedOptions().calendar })}\n`,
  )
}
await till.app.close()
