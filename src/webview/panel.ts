import * as l10n from '@vscode/l10n'
import type { HostMessage } from '../protocol'
import { Dismissal } from './dismissal'
import { listen } from './input'
import { Journey } from './journey'
import { loadRenderer } from './markdown/renderer'
import { Page } from './page'
import { connect } from './vscode'

const bundle = document.body.dataset['l10n']
if (bundle) l10n.config({ contents: bundle })

const rendering = loadRenderer()
const host = connect()
const page = new Page(host)
const dismissal = new Dismissal(page, host)
const journey = new Journey(page, dismissal)
listen(page, journey, dismissal, host)
const started = rendering.then(() => page.start())

/** Only the host can post here: the page is alone in its frame, and the host validates whatever it shows. */
window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  if (data.type === 'go') void started.then(() => journey.go(data.to))
  else page.receive(data)
})
host.post({ type: 'ready' })
