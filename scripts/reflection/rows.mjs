// What is learnt from: one row of features per sentence, per pair of a correction and what it may retract, and per check
// and the sentences after it.

const KINDS = { correction: 1, 'check-confirmed': 2, 'check-open': 2, check: 2, alternative: 3 }
export const kindOf = (label) => KINDS[label.label] ?? 0

/** The weight of a label of which its reader was not sure. */
const DOUBTFUL = 0.4

const spanOf = (s) => (Array.isArray(s) ? { start: s[0], end: s[1] } : s)
const overlap = (a, b) => Math.min(a.end, b.end) - Math.max(a.start, b.start)

/**
 * `kind` of a sentence is that of the label which starts in it. A sentence further inside a label is not learnt from, nor is
 * one outside the exhaustively read regions, but for the `extra` labels: single sentences read one by one.
 */
export function rowsOf(reading, trace, sentences, regions, labels, extra = []) {
  const facts = sentences.map((s) => reading.readFacts(s))
  const result = { sentences: [], pairs: [], outcomes: [] }
  facts.forEach((current, index) => {
    const { sentence } = current
    const before = facts.slice(Math.max(0, index - reading.LOOK_BACK), index).reverse()
    const window = { current, before, next: facts[index + 1] ?? null }
    const row = reading.readFeatures(window)
    const { learn, label } = labelOf(sentence, regions, labels, extra)
    const kind = label ? kindOf(label) : 0
    const weight = label?.doubt ? DOUBTFUL : 1
    const phrases = learn ? reading.phrasesOf(window) : []
    const { start, end } = sentence
    result.sentences.push({ trace: trace.id, window, row, phrases, kind, learn, weight, start, end })
    if (label?.targetStart !== undefined) result.pairs.push(pairRows(reading, facts, index, label))
    if (label?.label.startsWith('check-')) result.outcomes.push(...outcomeRows(reading, trace, facts, index, label))
  })
  return result
}

/** The label that starts in a sentence, and whether the sentence can be learnt from. */
function labelOf(sentence, regions, labels, extra) {
  const region = regions.find((r) => sentence.start >= r.start && sentence.start < r.end)
  if (!region) {
    const label = extra.find((l) => overlap(l, sentence) > 0.5 * (l.end - l.start))
    return { learn: label !== undefined, label }
  }
  if (region.skip.map(spanOf).some((s) => overlap(s, sentence) > 0)) return { learn: false }
  const within = (l) => l.start >= region.start && l.end <= region.end
  const inside = labels.filter((l) => kindOf(l) && overlap(l, sentence) > 0 && within(l))
  const starting = inside.filter((l) => l.start >= sentence.start)
  const label = starting.find((l) => kindOf(l) === 1) ?? starting[0]
  return { learn: label !== undefined || inside.length === 0, label }
}

/** A check seen with one, two, four and six sentences after it. */
function outcomeRows(reading, trace, facts, index, label) {
  const yes = Number(label.label === 'check-confirmed')
  const weight = label.doubt ? DOUBTFUL : 1
  return [1, 2, 4, 6].map((seen) => {
    const after = facts.slice(index + 1, index + 1 + seen)
    return { trace: trace.id, row: reading.readOutcome(facts[index], after), yes, weight }
  })
}

function pairRows(reading, facts, index, label) {
  const current = facts[index]
  const gold = { start: label.targetStart, end: label.targetEnd }
  const turn = reading.turnStart(current)
  const own = turn ? reading.part(current, 0, turn) : null
  const self = (turn ? reading.part(current, turn, current.sentence.text.length) : null) ?? current
  const before = facts.slice(Math.max(0, index - reading.REACH), index).reverse()
  const pairs = reading.pairsOf(self, facts[index + 1] ?? null, own, before)
  const shares = pairs.map((p) => overlap(p.candidate.sentence, gold))
  const most = Math.max(...shares)
  return {
    weight: label.doubt ? DOUBTFUL : 1,
    rows: pairs.map((p) => reading.readPair(p)),
    spans: pairs.map((p) => ({ start: p.candidate.sentence.start, end: p.candidate.sentence.end })),
    yes: shares.map((s) => Number(s > 0 && s === most)),
  }
}
