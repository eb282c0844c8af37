import type { Browser } from 'playwright-core'
import type { HostMessage } from '../../src/protocol'
import { Recorder } from '../../src/reading/recorder'
import { HOSTILE_CODE, HOSTILE_FORMULAS, HOSTILE_MARKDOWN } from '../panel/support/hostile'
import { PanelLab } from '../panel/support/lab'
import { costOf, watchTasks } from './cost'
import { SNAPSHOT, START } from './messages'

/** The texts that have crashed or stalled renderers, by name. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ...Object.entries(HOSTILE_MARKDOWN),
  ...Object.entries(HOSTILE_FORMULAS).map(([name, [tex]]) => [name, `$$\n${tex}\n$$`] as const),
  ...HOSTILE_CODE.map(
    ([language, source]) =>
      [
        `${language}: ${source.length} of ${JSON.stringify(source.slice(0, 6))}`,
        `\`\`\`${language}\n${source}\n\`\`\``,
      ] as const,
  ),
]

export interface Hostile {
  readonly name: string
  /** The longest task of the page while it shows the text; 0 where none took 50, ms. */
  readonly longest: number
}

/** Each as a thought in the panel, the worst first. What loads the libraries on their first use is not counted. */
export async function hostileTexts(browser: Browser): Promise<readonly Hostile[]> {
  const lab = await PanelLab.open(browser, { prepare: watchTasks })
  const found: Hostile[] = []
  const show = async (text: string, id: string) => {
    const recorder = new Recorder({ ...START, id })
    recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: text, at: 1 })
    await lab.page.evaluate(
      async (data) => {
        window.dispatchEvent(new MessageEvent('message', { data }))
        await new Promise((resolve) => setTimeout(resolve, 150))
      },
      { ...SNAPSHOT, trace: recorder.trace } as HostMessage,
    )
  }
  await show('So $a = 1$.\n\n```ts\nconst a = 1\n```\n\n', 'first')
  for (const [name, text] of TEXTS) {
    const { longest } = await costOf(lab.page, text.length, () => show(`${text}\n\nSo it is.\n\n`, name))
    found.push({ name, longest })
  }
  await lab.close()
  return found.sort((a, b) => b.longest - a.longest)
}
