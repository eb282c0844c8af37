// What is learnt from: one row of features per sentence, per pair of a correction and what it may retract, and per check
// and the sentences after it.

const KINDS = { correction: 1, 'check-confirmed': 2, 'check-open': 2, check: 2, alternative: 3 }
export const kindOf = (label) => KINDS[label.label] ?? 0

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
    const next = facts[index + 1] ?? null
    const region = regions.find((r) => sentence.start >= r.start && sentence.start < r.end)
    const row = reading.readFeatures({ current, before, next }).slice()
    const entry = { trace: trace.id, row, kind: 0, learn: false, start: sentence.start, end: sentence.end }
    result.sentences.push(entry)
    const single = extra.find((l) => overlap(l, sentence) > 0.5 * (l.end - l.start))
    if (!region && single) {
      entry.learn = true
      entry.kind = kindOf(single)
      entry.single = true
    }
    if (!region || region.skip.map(spanOf).some((s) => overlap(s, sentence) > 0)) return
    const inside = labels.filter(
      (l) => kindOf(l) && overlap(l, sentence) > 0 && l.start >= region.start && l.end <= region.end,
    )
    const starting = inside.filter((l) => l.start >= sentence.start)
    const label = starting.find((l) => kindOf(l) === 1) ?? starting[0]
    entry.learn = label !== undefined || inside.length === 0
    entry.kind = label ? kindOf(label) : 0
    if (!label) return
    if (entry.kind === 1 && label.targetStart !== undefined)
      result.pairs.push(pairRows(reading, trace, facts, index, label))
    if (entry.kind === 2) {
      for (const seen of [1, 2, 4]) {
        const after = facts.slice(index + 1, index + 1 + seen)
        result.outcomes.push({
          trace: trace.id,
          row: reading.readOutcome(current, after),
          yes: Number(label.label === 'check-confirmed'),
          seen,
          label,
        })
      }
    }
  })
  return result
}

function pairRows(reading, trace, facts, index, label) {
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
    trace: trace.id,
    label,
    rows: pairs.map((p) => reading.readPair(p)),
    spans: pairs.map((p) => ({ start: p.candidate.sentence.start, end: p.candidate.sentence.end })),
    yes: shares.map((s) => Number(s > 0 && s === most)),
  }
}
