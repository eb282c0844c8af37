import * as vscode from 'vscode'
import { StoredTrace } from '../../../src/host/runs/stored'
import { newTrace, type Problem, type Trace } from '../../../src/trace/trace'
import { extension } from './extension'

/** A fence as the prompt asks for it. */
export function fix(search: string, replace: string): string {
  return `\`\`\`edit\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\``
}

let made = 0

/** A complete run about `text` in the document; the answer is `answer`. */
export function answered(
  document: vscode.TextDocument,
  text: string,
  answer: string,
  other: Partial<Trace> = {},
): Trace {
  const start = document.getText().indexOf(text)
  const problem: Problem = {
    intent: 'fix',
    question: '',
    document: {
      uri: document.uri.toString(),
      path: vscode.workspace.asRelativePath(document.uri),
      languageId: document.languageId,
    },
    span: { start, end: start + text.length },
    lines: { first: document.positionAt(start).line, last: document.positionAt(start + text.length).line },
    text,
    before: '',
    after: '',
    diagnostics: [],
  }
  const begun = newTrace({
    id: `trace-${process.pid}-${made++}`,
    startedAt: '2026-11-23T10:00:00.000Z',
    problem,
    prompt: { instructions: 'Think.', input: text },
    model: { endpoint: 'OpenAI', model: 'o9' },
  })
  return {
    ...begun,
    thought: 'Let me see.',
    answer,
    parts: [
      { text: 'thought', start: 0, end: 11, provenance: 'raw', at: 1 },
      { text: 'answer', start: 0, end: answer.length, provenance: 'raw', at: 2 },
    ],
    steps: [{ id: 's0', start: 0, kind: 'setup', body: 0, at: 1 }],
    end: { type: 'complete' },
    elapsed: 1000,
    ...other,
  }
}

/** In the panel, as a run of the history is. */
export async function show(trace: Trace): Promise<void> {
  const { panel } = await extension()
  panel.show(new StoredTrace(trace, () => undefined))
}
