import * as vscode from 'vscode'
import { givenTexts } from '../../problem/given'
import { plainText } from '../../problem/plainText'
import { returned } from '../../reading/claims/returned'
import { codeSpan } from '../../trace/fence'
import { traceToMarkdown } from '../../trace/markdown'
import { stepAt, type Trace } from '../../trace/trace'
import { lookAgainWords } from '../../words/answer'
import { askedWords } from '../../words/asked'
import { endLine } from '../../words/end'
import { provenanceWords } from '../../words/facts'
import { kindWords } from '../../words/kinds'
import { alternativeWords, checkWords, rowWords } from '../../words/marks'
import { copyText } from '../use/copy'
import { errorCode, TRACE_EXTENSION } from './files'
import { ended } from './journal'

/** Writes the trace to a file of the user's own. What the file holds is the trace and nothing else. */
export async function saveAs(trace: Trace): Promise<void> {
  if (!trace.end) {
    vscode.window.showInformationMessage(vscode.l10n.t('It is still thinking. It can be saved when it has ended.'))
    return
  }
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposedFile(trace),
    // The dialog compares a name's last extension alone, and would append one with a dot in it a second time.
    filters: { [vscode.l10n.t('Reasoning')]: ['json'] },
    saveLabel: vscode.l10n.t('Save Reasoning'),
  })
  if (!target) return
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exportedText(trace)))
  } catch (error) {
    const message = vscode.l10n.t('It could not be saved ({0}). Choose another place.', errorCode(error))
    vscode.window.showErrorMessage(message)
  }
}

export function exportedText(trace: Trace): string {
  return `${JSON.stringify(ended(trace), null, 2)}\n`
}

/** Beside the document where it is a file, else in the workspace: "lowerBound.reasoning.json". */
export function proposedFile({ problem }: Trace): vscode.Uri {
  const uri = vscode.Uri.parse(problem.document.uri)
  const stem = (problem.document.path.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '')
  const name = `${fileName(problem.name ?? '') || fileName(stem) || 'second-thoughts'}${TRACE_EXTENSION}`
  const folder = vscode.workspace.getWorkspaceFolder(uri)
  if (folder) return vscode.Uri.joinPath(uri, '..', name)
  const [first] = vscode.workspace.workspaceFolders ?? []
  return first ? vscode.Uri.joinPath(first.uri, name) : vscode.Uri.file(name)
}

/** What every file system takes for a name; '' where nothing is left. */
function fileName(words: string): string {
  return words
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}

export async function openAsMarkdown(trace: Trace): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: plainText(markdown(trace)),
  })
  await vscode.window.showTextDocument(document, { preview: false })
}

export function copyAsMarkdown(trace: Trace): Promise<void> {
  return copyText(markdown(trace))
}

function markdown(trace: Trace): string {
  return traceToMarkdown(trace, {
    title: askedWords(trace.problem),
    provenance: provenanceWords(trace, vscode.env.language)?.label ?? vscode.l10n.t('No thoughts were seen'),
    problem: vscode.l10n.t('The problem'),
    thoughts: vscode.l10n.t('Thoughts'),
    answer: vscode.l10n.t('Answer'),
    end: endLine(trace),
    step: (number) => vscode.l10n.t('step {0}', number),
    kind: kindWords,
    retracts: rowWords('retracts'),
    because: rowWords('because'),
    now: rowWords('now'),
    confirmed: checkWords('confirmed'),
    open: checkWords('open'),
    alternative: alternativeWords(),
    lookAgain: returned(trace, givenTexts(trace)).map(({ correction, back }) => {
      const step = stepAt(trace.steps, correction.cue?.start ?? correction.start) + 1
      const words = trace.answer.slice(back.start, back.end).replace(/^`+|`+$/g, '')
      return lookAgainWords(codeSpan(words), vscode.l10n.t('step {0}', step))
    }),
  })
}
