import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as l10n from '@vscode/l10n'
import { clean } from '../../../src/models/errors'
import { type End, FAILURE_REASONS, type Notice } from '../../../src/trace/trace'
import { endWords, type NextAction, waitingWords } from '../../../src/words/end'
import { noticeWords } from '../../../src/words/notices'

type Bundle = Readonly<Record<string, string>>

function bundle(file: string): Bundle {
  const value: Bundle = JSON.parse(readFileSync(`l10n/${file}`, 'utf8'))
  return value
}

const LANGUAGES = [
  { name: 'English', contents: bundle('bundle.l10n.json'), is: /^[^\p{sc=Han}]+$/u },
  { name: 'Chinese', contents: bundle('bundle.l10n.zh-cn.json'), is: /\p{sc=Han}/u },
]

const ENDS: readonly End[] = [
  ...FAILURE_REASONS.map((reason) => ({ type: 'failed', reason, detail: 'its own words' }) as const),
  ...(['complete', 'length', 'tool-calls', 'cut', 'stopped', 'interrupted'] as const).map((type) => ({ type })),
]

const NOTICES: readonly Notice[] = [
  'summary-refused',
  'parameter-dropped',
  'no-finish-reason',
  'invalid-utf8',
  'final-text-differs',
  'retried',
  'resumed',
]

/** What the buttons say. */
const LABELS: Readonly<Record<NextAction, string>> = {
  'ask-again': 'Ask again',
  'enter-key': 'Enter API key',
  'choose-model': 'Choose model',
  'open-settings': 'Open settings',
  'open-sample': 'Open a sample',
}

for (const { name, contents, is } of LANGUAGES) {
  describe(`in ${name}, the words for the end of a run`, () => {
    before(() => l10n.config({ contents }))
    after(() => l10n.config({ contents: {} }))

    it('say of each what happened, what was kept, what the server said and what can be done', () => {
      const said = ENDS.map((end) => {
        const words = endWords({ end, thought: 'thought', answer: '' })
        assert.ok(words, end.type)
        assert.match(words.what, is)
        assert.match(words.kept, is)
        assert.equal(words.detail, end.type === 'failed' ? 'its own words' : '')
        assert.ok(words.next.length > 0, `${end.type}: nothing can be done`)
        for (const next of words.next) assert.match(contents[LABELS[next]] ?? '', is)
        return words.what
      })
      assert.equal(new Set(said).size, ENDS.length, 'two ends are told alike')
    })

    it('do not promise to keep what never came', () => {
      for (const end of ENDS) assert.equal(endWords({ end, thought: '', answer: '' })?.kept, '')
    })

    it('say of a pause why and for how long', () => {
      for (const reason of FAILURE_REASONS) assert.match(waitingWords(reason, 12_000), /12/)
    })

    it('say what else the reader should know', () => {
      const said = NOTICES.map((notice) => noticeWords(notice))
      for (const words of said) assert.match(words, is)
      assert.equal(new Set(said).size, NOTICES.length)
    })
  })
}

describe('what the server said', () => {
  it('is one short line without a key, whatever it is', () => {
    const long = `<h1>No</h1>\n${'so '.repeat(400)}`
    for (const text of [long, 'key sk-abcdefghijklmnop is bad\u202e', 'my-own-secret']) {
      const shown = clean(text, ['my-own-secret'])
      assert.ok(shown.length <= 300)
      assert.doesNotMatch(shown, /sk-abc|my-own|[\n\u202e<]/)
    }
  })
})
