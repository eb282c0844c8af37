import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { recordingFor } from '../../src/models/recorded/recorded'
import { parseRecording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { findEdits } from '../../src/problem/edits'
import { INTENTS, type Intent, type Problem } from '../../src/trace/trace'
import { problem } from './models/support/run'
import { holds, isCode, read, SAMPLES, stateOf, states } from './samples.files'

const TEXTS = 'src/models/recorded/texts'

/** What makes sense to ask of a sample without words of one's own. */
const SENSIBLE: Readonly<Record<'code' | 'prose', readonly Intent[]>> = {
  code: ['explain', 'fix', 'check'],
  prose: ['explain', 'solve', 'check'],
}

const found = (changes: Partial<Problem>) => recordingFor(problem(changes))?.id

describe('the recordings', () => {
  it('are all that lie in the folder, each named by its id', () => {
    assert.deepEqual(
      recordings()
        .map(({ id }) => `${id}.md`)
        .sort(),
      readdirSync(TEXTS).sort(),
    )
  })

  for (const one of recordings()) {
    const { id, sample, intents, anchor, thought, answer } = one

    describe(id, () => {
      it('reads as its file says', () => {
        assert.deepEqual(one, parseRecording(readFileSync(path.join(TEXTS, `${id}.md`), 'utf8')))
      })
      it('thinks long enough to be real, and answers shortly', () => {
        const size = Buffer.byteLength(thought)
        assert.ok(size >= 2_000 && size <= 12_000, `the thought has ${size} bytes`)
        assert.ok(answer.length < thought.length / 1.5, 'the answer is too long beside its thought')
      })
      it('knows its sample, and the state of it, by words that stand in no other', () => {
        const holders = SAMPLES.filter((candidate) => states(candidate).some((text) => holds(text, anchor)))
        assert.deepEqual(holders, [sample])
        stateOf(one)
      })
      it('answers for the whole file, and for each line of it with the rest around', () => {
        const text = stateOf(one)
        const lines = text.split('\n')
        for (const intent of intents) {
          assert.equal(found({ text, intent }), id)
          for (const [i, line] of lines.entries()) {
            const before = lines.slice(0, i).map((l) => `${l}\n`)
            const after = lines.slice(i + 1).map((l) => `\n${l}`)
            assert.equal(found({ text: line, before: before.join(''), after: after.join(''), intent }), id, line)
          }
        }
      })
      it('proposes a change where code as it ships is to be fixed, and none elsewhere', () => {
        const toFix = isCode(sample) && intents.includes('fix') && stateOf(one) === read(sample)
        assert.equal(findEdits(answer).length > 0, toFix)
      })
      if (stateOf(one) !== read(sample)) {
        it('says that nothing is left to mend, and why', () => {
          assert.match(answer, /^There is nothing left to mend.*\bI propose no change\./)
          assert.match(answer, /\*\*Why it is right[.:]\*\*/)
        })
      }
    })
  }

  for (const sample of SAMPLES) {
    it(`answer for ${sample} every intent that makes sense, whether its fix has been applied or not`, () => {
      assert.equal(states(sample).length, isCode(sample) ? 2 : 1)
      for (const text of states(sample)) {
        const answered = INTENTS.filter((intent) => found({ text, intent }) !== undefined)
        assert.deepEqual(answered.toSorted(), SENSIBLE[isCode(sample) ? 'code' : 'prose'].toSorted())
      }
    })
  }

  it('come in every style that models have', () => {
    const styles = new Set(recordings().map(({ api, provenance }) => `${api} ${provenance}`))
    for (const style of ['responses summary', 'responses raw', 'chat raw', 'chat summary', 'chat-tags raw']) {
      assert.ok(styles.has(style), style)
    }
  })

  it('are told of in the README of the samples, file by file', () => {
    const linked = Array.from(read('README.md').matchAll(/\]\(([^)]+)\)/g), ([, target]) => target ?? '')
    assert.deepEqual(linked.toSorted(), SAMPLES.toSorted())
    for (const target of linked) assert.ok(existsSync(path.join('samples', target)), target)
  })
})
