import * as l10n from '@vscode/l10n'
import { nothing, render } from 'lit/html.js'
import type { HostMessage, ViewOptions } from '../protocol'
import { applyAll } from '../trace/change'
import type { Trace } from '../trace/trace'
import { Announcer } from './announcer'
import { Answer } from './answer'
import { h } from './dom'
import { drawKeyHints, empty } from './empty'
import { Findings } from './findings'
import { keepFocus } from './focus'
import { Folding } from './folding'
import { Follow } from './follow'
import { drawHead } from './head'
import { NO_FOLDS } from './kept'
import { Mounts } from './mounts'
import { endNote, notices, pending, type Waiting } from './note'
import { Reader } from './reader'
import { Schedule } from './schedule'
import { Seen } from './seen'
import { sent, sentNote } from './sent'
import { Thought, type ThoughtOptions } from './thought'
import type { Host } from './vscode'

/** What the page shows of one trace. */
interface Shown {
  readonly thought: Thought
  readonly answer: Answer
  readonly findings: Findings
}

/** The panel's page: the host's trace, kept up by its changes, drawn once a frame. */
export class Page {
  readonly folding = new Folding()
  readonly follow = new Follow()
  readonly mounts = new Mounts()
  readonly schedule = new Schedule(
    () => keepFocus(() => this.#draw()),
    () => {
      this.mounts.tidy()
      if (this.#trace && !this.#trace.end) this.follow.grown()
    },
  )
  readonly reader: Reader
  readonly #host: Host
  readonly #seen: Seen
  readonly #announcer = new Announcer()
  readonly #head = h('header', { class: 'head' })
  readonly #main = h('main', { 'aria-busy': 'true' })
  readonly #empty = h('div', {})
  readonly #sent = h('details', { id: 'sent' })
  readonly #hidden = h('div', {})
  readonly #notices = h('div', {})
  readonly #pending = h('div', {})
  readonly #end = h('div', {})
  readonly #hints = h('p', { class: 'hints' })
  #view: ViewOptions = { keepStepsOpen: false, showFaintMarks: true, readOnly: false, locale: 'en' }
  #trace: Trace | null = null
  #shown: Shown | null = null
  #options: ThoughtOptions = { readOnly: false, marks: this.folding.marks(true), isFolded: () => false }
  #sequence = 0
  #synchronized = false
  #waiting: { readonly reason: Waiting['reason']; readonly until: number } | null = null
  /** `performance.now()` when `trace.elapsed` was true. */
  #heard = 0
  #roving: string | null = null
  #saving: ReturnType<typeof setTimeout> | undefined

  constructor(host: Host) {
    this.#host = host
    this.#seen = new Seen(host)
    this.reader = new Reader(this.#head, this.#main)
    document.body.append(this.#head, this.#main, this.#announcer.element)
    window.addEventListener('resize', () => this.schedule.request())
    document.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    document.addEventListener('visibilitychange', () => this.#seen.tell(this.#trace))
    // Seconds that pass, and pauses that are counted down.
    setInterval(() => this.#trace && !this.#trace.end && this.schedule.request(), 1000)
  }

  /** Text is rendered from now on; until then it stands as it came. */
  start(): void {
    this.#main.removeAttribute('aria-busy')
    this.mounts.start()
    this.#shown?.thought.refresh()
    this.#shown?.answer.refresh()
  }

  get trace(): Trace | null {
    return this.#trace
  }

  get thought(): Thought | null {
    return this.#shown?.thought ?? null
  }

  get answer(): Answer | null {
    return this.#shown?.answer ?? null
  }

  get view(): ViewOptions {
    return this.#view
  }

  receive(message: Exclude<HostMessage, { type: 'go' }>): void {
    switch (message.type) {
      case 'snapshot':
        this.#sequence = message.sequence
        this.#synchronized = true
        this.#view = message.view
        this.#show(message.trace)
        break
      case 'changes':
        this.#grow(message)
        break
      case 'view':
        this.#view = message.view
        this.refold()
        break
      case 'waiting':
        this.#waiting = { reason: message.reason, until: performance.now() + message.ms }
        this.schedule.request()
    }
  }

  /** Folds have changed: steps are judged anew and drawn at once. */
  refold(): void {
    this.#judge()
    this.schedule.flush()
    this.save()
  }

  /** Which mark of the strip Tab reaches. */
  rove(stepId: string): void {
    this.#roving = stepId
    this.schedule.flush()
  }

  /** A little later, since scrolling comes in bursts. */
  save(): void {
    clearTimeout(this.#saving)
    this.#saving = setTimeout(() => this.saveNow(), 200)
  }

  saveNow(): void {
    if (!this.#trace) return
    this.#host.keep({
      traceId: this.#trace.id,
      hold: this.follow.hold,
      folds: this.folding.folds,
      place: !this.#trace.end && this.follow.following ? null : this.reader.place(),
    })
  }

  #grow({ sequence, changes }: Extract<HostMessage, { type: 'changes' }>): void {
    if (!this.#synchronized) return
    if (!this.#trace || !this.#shown || sequence !== this.#sequence + 1) {
      this.#synchronized = false
      this.#host.post({ type: 'ready' })
      return
    }
    this.#sequence = sequence
    this.#waiting = null
    const running = !this.#trace.end
    for (const change of changes) {
      this.#trace = applyAll(this.#trace, [change])
      this.#shown.thought.grow(change, this.#trace)
      this.#shown.answer.grow(change, this.#trace)
    }
    if (running) this.#heard = performance.now()
    // Who reads is not disturbed: the steps stay open under the eyes.
    if (running && this.#trace.end && !this.follow.following) this.folding.setAll('open')
    if (running && this.#trace.end) this.#ended()
    this.schedule.request()
  }

  #ended(): void {
    const { following } = this.follow
    this.#judge()
    this.schedule.flush()
    if (following) this.#showOutcome()
    this.#seen.tell(this.#trace)
    this.save()
  }

  /** The answer from its beginning, and as much of what stands above it as there is room for. */
  #showOutcome(): void {
    this.#hints.scrollIntoView({ block: 'end', behavior: 'instant' })
    const outcome = this.#trace?.answer ? this.#shown?.answer.element : this.#end
    const hidden = outcome && outcome.getBoundingClientRect().top < this.#head.offsetHeight
    if (hidden) outcome.scrollIntoView({ block: 'start', behavior: 'instant' })
  }

  #show(trace: Trace | null): void {
    const same = trace !== null && trace.id === this.#trace?.id
    if (same) this.saveNow()
    const kept = trace && this.#host.recall(trace.id)
    this.#shown?.thought.dispose()
    this.#shown?.answer.dispose()
    this.mounts.clear()
    this.#trace = trace
    this.#waiting = null
    this.#heard = performance.now()
    this.folding.restore(kept?.folds ?? NO_FOLDS)
    this.follow.restore(kept?.hold ?? false, trace !== null && !trace.end && (kept?.place ?? null) === null)
    this.#build(trace)
    this.#judge()
    this.#draw(false)
    if (kept?.place) this.reader.restore(kept.place)
    else if (!this.follow.following) window.scrollTo(0, 0)
    if (this.#shown && trace) this.#announcer.reset(trace, this.#shown.thought.marks)
    this.#seen.tell(this.#trace)
  }

  #build(trace: Trace | null): void {
    this.#shown = trace && {
      thought: new Thought(trace, this.#options, this.mounts, this.schedule),
      answer: new Answer(trace, this.mounts, this.schedule),
      findings: new Findings(trace, () => this.schedule.request()),
    }
    this.#sent.open = false
    if (trace) render(sent(trace, this.#view.locale), this.#sent)
    render(trace ? sentNote(trace) : nothing, this.#hidden)
    this.#main.replaceChildren(this.#empty)
    if (!this.#shown) return
    const thoughts = h('h2', { class: 'unseen' }, l10n.t('Thoughts'))
    const { thought, answer } = this.#shown
    this.#main.replaceChildren(
      this.#sent,
      this.#hidden,
      this.#notices,
      thoughts,
      thought.element,
      this.#pending,
      answer.element,
      this.#end,
      this.#hints,
    )
  }

  #judge(): void {
    const { readOnly, keepStepsOpen, showFaintMarks } = this.#view
    this.#options = {
      readOnly,
      marks: this.folding.marks(showFaintMarks),
      isFolded: (step, corrects) =>
        this.#trace !== null && this.folding.isFolded(this.#trace, step, corrects, keepStepsOpen),
    }
  }

  #draw(live = true): void {
    const trace = this.#trace
    if (!trace || !this.#shown) {
      render(nothing, this.#head)
      render(empty(), this.#empty)
      return
    }
    const { readOnly } = this.#view
    const { thought, answer, findings } = this.#shown
    // Before anything changes, while the page's layout is known.
    const current = this.reader.currentStep(thought.views)
    const inSight = live && this.follow.following
    thought.draw(trace, this.#options, inSight)
    if (!findings.read(trace, thought.text)) this.schedule.request()
    answer.draw(trace, findings.conclusions, readOnly, inSight)
    render(notices(trace), this.#notices)
    const wait = this.#waiting
    render(pending(trace, wait && { reason: wait.reason, ms: wait.until - performance.now() }), this.#pending)
    render(endNote(trace, readOnly), this.#end)
    const folds = thought.views.some((step) => step.facts.folded)
    if (thought.views.length > 0) drawKeyHints(folds, readOnly, this.#hints)
    else render(nothing, this.#hints)
    document.body.classList.toggle('running', !trace.end)
    document.body.classList.toggle('following', !trace.end && this.follow.following)
    this.#drawHead(trace, this.#shown, thought.views[current]?.id ?? null)
    this.#announcer.draw(trace, thought.marks)
  }

  #drawHead(trace: Trace, { thought, findings }: Shown, current: string | null): void {
    const facts = {
      trace,
      marks: thought.marks,
      stable: findings.conclusions.stable,
      readOnly: this.#view.readOnly,
      locale: this.#view.locale,
      elapsed: trace.elapsed + performance.now() - this.#heard,
      following: this.follow.following,
      current,
      stop: this.#roving ?? current,
    }
    drawHead(facts, this.#head)
  }

  #scrolled(): void {
    if (this.follow.scrolled()) this.save()
    this.schedule.request()
  }
}
