import assert from 'node:assert/strict'
import fc from 'fast-check'
import * as vscode from 'vscode'
import { type Subject, TraceView } from '../../src/host/panel/traceView'
import { ACTIONS, MAX_ADDRESS, MAX_PATH } from '../../src/protocol'
import { example } from '../unit/trace/example'
import { Dialogs } from './support/dialogs'
import { cleanUp, configure, extension, until } from './support/extension'
import { FakePanel, FakeSubject } from './support/page'

const GONE = { ...example.problem, document: { uri: 'file:///w/gone.ts', path: 'gone.ts', languageId: 'typescript' } }

/** One of each message that a page may send. */
const GENUINE: readonly Readonly<Record<string, unknown>>[] = [
  { type: 'ready' },
  { type: 'action', action: 'apply' },
  { type: 'open-link', href: 'https://example.com' },
  { type: 'open-file', path: 'search.ts', line: 1 },
  { type: 'dismiss', id: example.reflections[0]?.id, dismissed: true },
  { type: 'seen', traceId: example.id },
]

/** What is none of them: anything at all, and genuine ones with something in them that is not as it must be. */
const forged = (() => {
  // Among fast-check's strings are names of methods, `apply` for one.
  const other = fc.string().filter((word) => !ACTIONS.some((action) => action === word))
  const noText = fc.oneof(
    fc.integer({ max: 0 }),
    fc.double({ max: 0.5 }),
    fc.constant(null),
    fc.array(fc.anything()),
    fc.object(),
  )
  const genuine = fc.constantFrom(...GENUINE)
  const keys = (message: object) => fc.constantFrom(...Object.keys(message))
  return fc.oneof(
    fc.anything(),
    fc.record({ type: fc.constant('action'), action: other }),
    fc.record({ type: other, action: fc.constantFrom(...ACTIONS), path: fc.string(), id: fc.string() }),
    genuine.chain((message) =>
      fc
        .tuple(
          fc.oneof(other, fc.constantFrom('edit', 'uri', 'edits', 'traceId', 'toString', '__proto__')),
          fc.anything(),
        )
        .filter(([key]) => !Object.hasOwn(message, key))
        .map(([key, value]) => Object.defineProperty({ ...message }, key, { value, enumerable: true })),
    ),
    genuine.chain((message) => fc.tuple(keys(message), noText).map(([key, value]) => ({ ...message, [key]: value }))),
    genuine.chain((message) =>
      keys(message)
        .filter((key) => key !== 'line')
        .map((left) => Object.fromEntries(Object.entries(message).filter(([key]) => key !== left))),
    ),
    genuine.map((message) => [message]),
    genuine.map((message) => JSON.stringify(message)),
    fc.constantFrom(
      { type: 'open-link', href: `https://example.com/${'a'.repeat(MAX_ADDRESS)}` },
      { type: 'open-file', path: 'a/'.repeat(MAX_PATH) },
      { type: 'dismiss', id: 'c'.repeat(65), dismissed: true },
      { type: 'seen', traceId: 't'.repeat(65) },
    ),
  )
})()

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('the view of a trace', () => {
  const views: TraceView[] = []
  const actions: string[] = []
  const seen: string[] = []

  afterEach(() => {
    for (const view of views.splice(0)) view.dispose()
    actions.length = 0
    seen.length = 0
  })

  async function open(subject: Subject | null) {
    const { context } = await extension()
    const panel = new FakePanel()
    const view = new TraceView(panel, {
      extensionUri: context.extensionUri,
      onAction: (action) => actions.push(action),
      onSeen: (id) => seen.push(id),
    })
    views.push(view)
    view.show(subject)
    return { panel, view }
  }

  it('sends nothing before the page is ready, then a snapshot', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    subject.write('early')
    await sleep(40)
    assert.deepEqual(panel.sent, [])
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length > 0)
    assert.deepEqual(panel.trace, subject.trace)
    const [snapshot] = panel.of('snapshot')
    assert.deepEqual(snapshot?.view, {
      keepStepsOpen: false,
      showFaintMarks: true,
      readOnly: false,
      locale: vscode.env.language,
    })
  })

  it('says that nothing has been asked yet', async () => {
    const { panel } = await open(null)
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length > 0)
    assert.equal(panel.of('snapshot')[0]?.trace, null)
  })

  it('sends what changes, and no character twice', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    panel.says({ type: 'ready' })
    for (let i = 0; i < 300; i++) {
      subject.write(`${i} `)
      if (i % 3 === 0) await sleep(1)
    }
    await until(() => panel.trace?.answer === subject.trace.answer)
    assert.deepEqual(panel.trace, subject.trace)
    assert.equal(panel.of('snapshot').length, 1)
    const sent = panel.of('changes').flatMap(({ changes }) => changes)
    const characters = sent.reduce((sum, change) => sum + (change.type === 'append' ? change.chars.length : 0), 0)
    assert.ok(characters <= subject.trace.answer.length)
  })

  it('sends at most 60 messages a second, however many changes come', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    panel.says({ type: 'ready' })
    const start = performance.now()
    while (performance.now() - start < 500) {
      for (let i = 0; i < 50; i++) subject.write('word ')
      await sleep(0)
    }
    const seconds = (performance.now() - start) / 1000
    assert.ok(panel.sent.length <= 60 * seconds + 1, `${panel.sent.length} in ${seconds} s`)
    await until(() => panel.trace?.answer === subject.trace.answer)
  })

  it('sends nothing while it is hidden, and all of it when it is shown again', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length === 1)
    panel.turn(false)
    subject.write('unseen')
    await sleep(40)
    assert.equal(panel.sent.length, 1)
    panel.turn(true)
    panel.says({ type: 'ready' })
    await until(() => panel.of('snapshot').length === 2)
    assert.deepEqual(panel.trace, subject.trace)
  })

  it('starts over where the page missed a change', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length === 1)
    subject.write('lost')
    await until(() => panel.sent.length === 2)
    panel.says({ type: 'ready' })
    subject.write(' and more')
    await until(() => panel.of('snapshot').length === 2)
    await sleep(40)
    assert.deepEqual(panel.trace, subject.trace)
  })

  it('goes over to another subject, and hears no more of the old one', async () => {
    const first = new FakeSubject()
    const second = new FakeSubject(false, { ...example, id: 'second' })
    const { panel, view } = await open(first)
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length === 1)
    first.write('old')
    view.show(second)
    first.write('old')
    second.write('new')
    await until(() => panel.trace?.id === 'second')
    await sleep(40)
    assert.deepEqual(panel.trace, second.trace)
  })

  it('counts a wait down from where it is, also for a page that comes later', async () => {
    const subject = new FakeSubject()
    const { panel } = await open(subject)
    subject.wait(5000)
    panel.says({ type: 'ready' })
    await until(() => panel.of('waiting').length === 1)
    const [wait] = panel.of('waiting')
    assert.ok(wait && wait.ms > 0 && wait.ms <= 5000 && wait.reason === 'rate-limited')
    subject.write('there it is')
    panel.says({ type: 'ready' })
    await until(() => panel.of('snapshot').length === 2)
    assert.equal(panel.of('waiting').length, 1)
  })

  it('goes where it is told to as soon as the page is there', async () => {
    const { panel, view } = await open(new FakeSubject())
    view.go('next-step')
    view.go('next-step')
    panel.says({ type: 'ready' })
    await until(() => panel.of('go').length > 1)
    assert.deepEqual(
      panel.sent.map(({ type }) => type),
      ['snapshot', 'go', 'go'],
    )
  })

  it('passes a change of the settings on', async () => {
    const { panel } = await open(new FakeSubject())
    panel.says({ type: 'ready' })
    await until(() => panel.sent.length === 1)
    await configure({ keepStepsOpen: true })
    await until(() => panel.of('view').length > 0)
    assert.equal(panel.of('view')[0]?.view.keepStepsOpen, true)
    await configure({ keepStepsOpen: undefined, showFaintMarks: false })
    await until(() => panel.of('view').at(-1)?.view.showFaintMarks === false)
    await configure({ showFaintMarks: undefined })
    await until(() => panel.of('view').at(-1)?.view.showFaintMarks === true)
  })

  it('lets the page load from dist/ and media/ alone, and scripts by nonce alone', async () => {
    const { context } = await extension()
    const { panel } = await open(null)
    const { options, html } = panel.webview
    assert.deepEqual(
      options.localResourceRoots?.map(({ path }) => path.slice(context.extensionUri.path.length)),
      ['/dist', '/media'],
    )
    assert.ok(!options.enableCommandUris)
    const [, nonce] = /script-src 'nonce-([\w-]+)'/.exec(html) ?? []
    assert.ok(nonce && nonce.length >= 32)
    assert.match(html, /default-src 'none'/)
    assert.notEqual((await open(null)).panel.webview.html, html)
  })

  describe('takes from the page', () => {
    it('a button', async () => {
      const { panel } = await open(new FakeSubject())
      panel.says({ type: 'action', action: 'stop' })
      assert.deepEqual(actions, ['stop'])
    })

    it('that it has shown a trace', async () => {
      const { panel } = await open(new FakeSubject())
      panel.says({ type: 'seen', traceId: example.id })
      assert.deepEqual(seen, [example.id])
    })

    it('a dismissal, of a reflection that there is', async () => {
      const subject = new FakeSubject()
      const { panel } = await open(subject)
      const id = example.reflections[0]?.id ?? ''
      panel.says({ type: 'dismiss', id, dismissed: true })
      panel.says({ type: 'dismiss', id: 'c999999', dismissed: true })
      assert.deepEqual(
        subject.asked.map((change) => [change.id, change.dismissed]),
        [[id, true]],
      )
    })

    it('a dismissal of a mark that has no card', async () => {
      const subject = new FakeSubject()
      const { panel } = await open(subject)
      const id = example.reflections.find(({ kind }) => kind === 'alternative')?.id ?? ''
      panel.says({ type: 'dismiss', id, dismissed: true })
      panel.says({ type: 'dismiss', id, dismissed: false })
      assert.deepEqual(
        subject.asked.map((change) => [change.id, change.dismissed]),
        [
          [id, true],
          [id, false],
        ],
      )
    })

    it('no dismissal in a trace from a file', async () => {
      const subject = new FakeSubject(true)
      const { panel } = await open(subject)
      panel.says({ type: 'dismiss', id: example.reflections[0]?.id, dismissed: true })
      assert.deepEqual(subject.asked, [])
    })

    it('nothing that is not in the protocol', async () => {
      const subject = new FakeSubject()
      const { panel } = await open(subject)
      const dialogs = new Dialogs()
      fc.assert(
        fc.property(forged, (message) => panel.says(message)),
        { numRuns: 10_000 },
      )
      await sleep(40)
      assert.deepEqual([actions, seen, subject.asked, panel.sent, dialogs.shown], [[], [], [], [], []])
      dialogs.restore()
    })
  })

  describe('follows a link', () => {
    /** What is opened outside of the editor. */
    async function opened(href: string): Promise<readonly string[]> {
      const { panel } = await open(new FakeSubject())
      const urls: string[] = []
      const original = Object.getOwnPropertyDescriptor(vscode.env, 'openExternal')
      assert.ok(original)
      Object.defineProperty(vscode.env, 'openExternal', {
        ...original,
        value: async (uri: vscode.Uri) => urls.push(uri.toString(true)),
      })
      panel.says({ type: 'open-link', href })
      await sleep(0)
      Object.defineProperty(vscode.env, 'openExternal', original)
      return urls
    }

    it('to the web', async () => {
      assert.deepEqual(await opened('https://example.com/a'), ['https://example.com/a'])
    })

    for (const href of ['command:workbench.action.quit', 'file:///etc/passwd', 'vscode://x/y', 'javascript:alert(1)']) {
      it(`not to ${href}`, async () => assert.deepEqual(await opened(href), []))
    }

    it('to a line of a file of the workspace', async () => {
      const { panel } = await open(new FakeSubject())
      panel.says({ type: 'open-file', path: 'search.ts', line: 6 })
      await until(() => vscode.window.activeTextEditor?.document.uri.path.endsWith('/search.ts') ?? false)
      assert.equal(vscode.window.activeTextEditor?.selection.active.line, 5)
      await cleanUp()
    })

    it('to nothing where the file is gone, and says so', async () => {
      const dialogs = new Dialogs()
      const { panel } = await open(new FakeSubject(false, { ...example, problem: GONE }))
      panel.says({ type: 'open-file', path: 'gone.ts' })
      await until(() => dialogs.messages.length > 0)
      assert.deepEqual(dialogs.messages, ['That path names no text file of this workspace.'])
      dialogs.restore()
    })

    it('to no file outside of it', async () => {
      const { panel } = await open(new FakeSubject())
      for (const path of ['/etc/hostname', '../../etc/hostname', 'file:///etc/hostname']) {
        panel.says({ type: 'open-file', path })
      }
      await sleep(100)
      assert.equal(vscode.window.activeTextEditor, undefined)
      await cleanUp()
    })
  })
})
