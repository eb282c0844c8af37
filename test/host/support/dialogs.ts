import assert from 'node:assert/strict'
import * as vscode from 'vscode'

type Label = string | { readonly label: string }

/** What the user was shown, in order. */
export interface Shown {
  readonly kind: 'pick' | 'input' | 'message'
  /** The titles of what could be chosen; of an input the default value. */
  readonly choices: readonly string[]
  readonly text: string
}

/**
 * Stands in for the user: answers what is asked, in that order, and writes down what was shown. An answer is the start of
 * a choice's label, several of them, the text of an input, or null to go away. Messages that nobody is expected to answer
 * are only written down.
 */
export class Dialogs {
  readonly shown: Shown[] = []
  readonly #answers: (string | readonly string[] | null)[] = []
  readonly #restore: (() => void)[] = []

  constructor() {
    this.#replace('showQuickPick', async (items: readonly Label[] | Promise<readonly Label[]>, options?: unknown) => {
      const all = await items
      const labels = all.map(labelOf)
      this.shown.push({ kind: 'pick', choices: labels, text: titleOf(options) })
      const answer = this.#next(labels.join(', '))
      if (answer === null) return undefined
      if (typeof answer !== 'string') return all.filter((item) => answer.includes(labelOf(item)))
      const item = all.find((candidate) => labelOf(candidate).startsWith(answer))
      assert.ok(item !== undefined, `${answer} is none of ${labels.join(', ')}`)
      return item
    })
    this.#replace('showInputBox', async (options?: vscode.InputBoxOptions) => {
      this.shown.push({ kind: 'input', choices: [options?.value ?? ''], text: options?.prompt ?? '' })
      const answer = this.#next(options?.title ?? 'an input')
      if (typeof answer !== 'string') return undefined
      const remark = await options?.validateInput?.(answer)
      if (!remark) return answer
      this.shown.push({ kind: 'message', choices: [], text: typeof remark === 'string' ? remark : remark.message })
      // As VS Code does: what is refused stays in the box, with the reason below it; a warning holds nobody up.
      const refused = typeof remark === 'string' || remark.severity === vscode.InputBoxValidationSeverity.Error
      return refused ? undefined : answer
    })
    for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const) {
      this.#replace(name, async (text: string, ...rest: readonly unknown[]) => {
        const choices = rest.filter((item) => typeof item === 'string')
        this.shown.push({ kind: 'message', choices, text })
        const [answer] = this.#answers
        if (typeof answer !== 'string' || !choices.includes(answer)) return undefined
        this.#answers.shift()
        return answer
      })
    }
  }

  get messages(): readonly string[] {
    return this.shown.filter(({ kind }) => kind === 'message').map(({ text }) => text)
  }

  answer(...answers: readonly (string | readonly string[] | null)[]): void {
    this.#answers.push(...answers)
  }

  /** For `afterEach`; fails where an answer was not asked for. */
  restore(): void {
    for (const restore of this.#restore) restore()
    assert.deepEqual(this.#answers, [], 'not everything that was expected was asked')
  }

  #next(asked: string): string | readonly string[] | null {
    assert.ok(this.#answers.length > 0, `nobody was expected to ask: ${asked}`)
    return this.#answers.shift() ?? null
  }

  #replace(name: keyof typeof vscode.window, stand: unknown): void {
    const original = Object.getOwnPropertyDescriptor(vscode.window, name)
    assert.ok(original)
    Object.defineProperty(vscode.window, name, { ...original, value: stand })
    this.#restore.push(() => Object.defineProperty(vscode.window, name, original))
  }
}

function labelOf(item: Label): string {
  return typeof item === 'string' ? item : item.label
}

function titleOf(options: unknown): string {
  return typeof options === 'object' && options !== null && 'title' in options ? String(options.title) : ''
}
