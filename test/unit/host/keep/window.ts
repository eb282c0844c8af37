import { asked, END, growth, openStore } from './support'

/**
 * A window that keeps a run, for the tests that kill it: `node window.js FOLDER ID`. It says `begun` when the run's
 * journal is there, then grows it and closes it, over and over under new ids, until it is killed or told to stop.
 */
async function keepRuns(folder: string, prefix: string, count: number): Promise<void> {
  const { store } = openStore(folder, 1_000_000)
  await store.recover()
  process.stdout.write('begun\n')
  for (let n = 0; n < count; n++) {
    const journal = store.begin(asked(`${prefix}-${n}`))
    for (const change of growth(3)) {
      journal.append([change])
      await store.load(`${prefix}-${n}`)
    }
    journal.append([END])
    await journal.close()
    process.stdout.write(`saved ${prefix}-${n}\n`)
  }
}

const [folder = '', prefix = '', count = '0'] = process.argv.slice(2)
void keepRuns(folder, prefix, Number(count))
