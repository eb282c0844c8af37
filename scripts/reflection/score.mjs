// How detections are scored against labels. Only what lies inside an exhaustively read region counts. A detection is right
// where it overlaps a label of its kind, wrong where it overlaps none, and not counted where it overlaps a `skip` range
// only; a second one on the same label is not counted. One longer than 600 characters counts as its first 600.

const overlaps = (a, b) => a.start < b.end && b.start < a.end
const clip = (span) => ({ ...span, end: Math.min(span.end, span.start + 600) })
const ratio = (a, b) => (b ? a / b : 0)

/** A link is right where at least half of the shorter span is shared, and the detected one is not a wide net. */
function links(target, gold) {
  const shared = Math.min(target.end, gold.end) - Math.max(target.start, gold.start)
  const detected = target.end - target.start
  const labelled = gold.end - gold.start
  return shared >= 0.5 * Math.min(detected, labelled) && detected <= 3 * labelled + 80
}

const correction = (label) => label.label === 'correction'
const check = (label) => label.label.startsWith('check')
const alternative = (label) => label.label === 'alternative'
const arguable = (label) => label.subtype === 'trial' || label.subtype === 'tentative'

/** The rows of the table: what is scored, against which labels. */
export const ROWS = {
  corrections: { kind: 'corrections', gold: correction },
  'corrections, strict': { kind: 'corrections', gold: correction, neutral: arguable },
  'sure corrections': { kind: 'corrections', gold: correction, only: (event) => event.sure },
  'Chinese corrections': { kind: 'corrections', gold: correction, keep: (region) => region.lang === 'zh' },
  'corrections in code': { kind: 'corrections', gold: correction, keep: (region) => region.domain === 'code' },
  checks: { kind: 'checks', gold: check },
  alternatives: { kind: 'alternatives', gold: alternative },
}

function count(row, regions, labelsOf, detected) {
  const { kind, gold: isGold, neutral = () => false, only = () => true, keep = () => true } = row
  const sum = { gold: 0, hit: 0, wrong: 0, chars: 0, linked: 0, linkable: 0, outcomeRight: 0, outcomes: 0 }
  for (const region of regions.filter(keep)) {
    sum.chars += region.end - region.start
    const within = (span) => span.start >= region.start && span.start < region.end
    const inside = labelsOf(region.traceId).filter((l) => within(l) && l.end <= region.end && isGold(l))
    const gold = inside.filter((l) => !neutral(l))
    sum.gold += gold.length
    const events = (detected.get(region.traceId)?.[kind] ?? []).filter((e) => only(e) && within(e))
    const excused = [...region.skip.map(skipped), ...inside.filter(neutral)]
    match(events.map(clip), gold, excused, sum)
  }
  return sum
}

const skipped = (span) => (Array.isArray(span) ? { start: span[0], end: span[1] } : span)

function match(events, gold, excused, sum) {
  const seen = new Set()
  for (const event of events) {
    const label = gold.find((g) => overlaps(g, event) && !seen.has(g)) ?? gold.find((g) => overlaps(g, event))
    if (!label) {
      if (!excused.some((s) => overlaps(s, event))) sum.wrong++
      continue
    }
    if (seen.has(label)) continue
    seen.add(label)
    add(event, label, sum)
  }
}

function add(event, label, sum) {
  sum.hit++
  if (label.targetStart !== undefined) {
    sum.linkable++
    if (event.target && links(event.target, { start: label.targetStart, end: label.targetEnd })) sum.linked++
  }
  if (event.outcome) {
    sum.outcomes++
    if (label.label === `check-${event.outcome}`) sum.outcomeRight++
  }
}

export function rates(sum) {
  const precision = ratio(sum.hit, sum.hit + sum.wrong)
  const recall = ratio(sum.hit, sum.gold)
  return {
    gold: sum.gold,
    hit: sum.hit,
    wrong: sum.wrong,
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    wrongPer10k: ratio(sum.wrong * 10000, sum.chars),
    ...(sum.linkable ? { link: sum.linked / sum.linkable } : {}),
    ...(sum.outcomes ? { outcome: sum.outcomeRight / sum.outcomes } : {}),
  }
}

/** `rounds`: detections several times over; counts are those of one round in the mean. */
export function score(row, regions, labelsOf, rounds) {
  return rates(countAll(row, regions, labelsOf, rounds))
}

export function countAll(row, regions, labelsOf, rounds) {
  const counts = rounds.map((detected) => count(row, regions, labelsOf, detected))
  const mean = (key) => counts.reduce((sum, one) => sum + one[key], 0) / rounds.length
  return Object.fromEntries(Object.keys(counts[0]).map((key) => [key, mean(key)]))
}
