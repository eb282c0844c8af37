import type { StepKind } from '../trace/trace'

/**
 * What kind of step the words at the start of a sentence announce. The first that matches decides; they are looked for in
 * the opening of a sentence, since "let me check" in its middle announces nothing.
 */
const CUES: readonly (readonly [StepKind, RegExp])[] = [
  [
    'backtracking',
    /^(?:(?:but|oh|hmm+|ah|okay|ok|so)[,.… ]+)*(?:(?:wait|hold on|no)[,.!…— -]+)+(?:(?:no|but|actually|hold on|oh)[,.…— ]+)*(?:that(?:'s| is| was| can't| cannot| doesn't| does not| isn't| seems? )|this (?:is|can't|doesn't)|i (?:made|missed|misread|forgot|was|think i (?:made|mis))|it(?:'s| is) (?:not|wrong)|there(?:'s| is) (?:a|an) (?:mistake|error|problem))[^.?]{0,60}(?:not|n't|wrong|mistake|incorrect|error|miss|misread|forgot|contradict|impossible|problem)/i,
  ],
  [
    'backtracking',
    /^[^.?]{0,40}\b(?:i (?:made|'ve made|have made) (?:a|an) (?:mistake|error)|i (?:misread|miscounted|misunderstood|overlooked)|i was wrong|my mistake|i need to (?:reconsider|rethink|redo)|let me (?:reconsider|rethink|redo|start over|go back|backtrack|correct)|scratch that|that(?:'s| is) (?:wrong|incorrect|not right|not correct|a mistake)|(?:this|that) (?:doesn't|does not) work)\b/i,
  ],
  [
    'backtracking',
    /^.{0,12}(?:不对|错了|搞错|弄错|算错|我(?:刚才|之前|前面).{0,8}(?:错|误|漏)|重新(?:考虑|思考|计算|分析|审视|来)|推翻|回头看|更正|纠正)/,
  ],
  [
    'conclusion',
    /^[^.?]{0,60}\b(?:(?:final|correct) answer|the answer (?:is|should be|must be)|in (?:conclusion|summary)|to (?:sum up|summari[sz]e)|i(?:'m| am) (?:now )?(?:confident|done)|(?:we|i) (?:can )?conclude|q\.?e\.?d|boxed|that completes)\b/i,
  ],
  ['conclusion', /^.{0,12}(?:综上|总之|总结|最终(?:答案|结果|结论)|答案(?:是|为|应)|结论|证毕|因此答案|所以答案)/],
  [
    'verification',
    /^(?:(?:wait|hmm+|okay|ok|now|but|so|and|to be sure|just)[,.… ]+)*(?:(?:let(?:'s| me| us)|i(?:'ll| will| should| can| need to| want to)|we (?:can|should|need to)|to)(?: (?:just|also|now|quickly))? (?:double[- ]?check|check|verify|confirm|test|validate|recheck|re-?verify|make sure|cross[- ]?check|review)|(?:double[- ]?check|check|verify|verification|checking|verifying|sanity check)\b)/i,
  ],
  ['verification', /^.{0,8}(?:验证|检查|核对|检验|确认一下|验算|再(?:看|算|检查|确认)一(?:遍|下)|确认)/],
  [
    'alternative',
    /^(?:(?:wait|hmm+|okay|ok|but|or|so|well)[,.… ]+)*(?:alternatively|another (?:way|approach|option|idea|method|possibility|thought)|instead[, ]|what if|or (?:maybe|perhaps)|maybe (?:there(?:'s| is)|i (?:can|should|could)|we (?:can|could)|a better)|perhaps (?:there|i|we)|(?:a|the) (?:different|better|simpler) (?:way|approach|option)|one (?:option|approach|way)|option [a-z\d]|(?:we|i) could (?:also|instead))/i,
  ],
  [
    'alternative',
    /^.{0,6}(?:或者|另一(?:种|个|方面)|另外一(?:种|个)|换(?:个|一种)|要不|也可以|方案[一二三四五ABCD\d]|还有一种|如果换)/,
  ],
  [
    'example-testing',
    /^(?:(?:wait|hmm+|okay|ok|now|but|so|and|then|also)[,.… ]+)*(?:for (?:example|instance)\b|e\.g\.|(?:let(?:'s| me| us)|i(?:'ll| can)|we can) (?:try|test|take|plug|run|simulate|walk|trace|consider (?:an|the|a) (?:example|case)|see (?:with|for|what happens))|(?:test|example|case|sample|suppose|take|try|consider|if) (?:\d|[a-z] ?=|case|input)|(?:test|example|case) ?\d|suppose|with (?:n|k|x|i) ?=|(?:when|if|for) (?:n|k|x|i|m) ?= ?\d)/i,
  ],
  [
    'example-testing',
    /^.{0,6}(?:例如|比如|举(?:个)?例|以.{1,12}为例|假设|试(?:试|一下)|取.{1,6}=|当.{1,8}(?:=|等于|时)|情况[一二三四五\d])|^测试/,
  ],
  [
    'uncertainty',
    /^(?:(?:wait|but|so|okay|oh|well)[,.… ]+)*(?:hmm+|hm+|i(?:'m| am) (?:not (?:sure|certain)|confused|stuck|unsure|wondering)|i wonder|not sure|this is (?:confusing|tricky|strange|odd|weird)|it(?:'s| is) (?:unclear|not clear|confusing|possible)|is (?:that|this|it|there)\b|does (?:that|this|it)\b|how (?:do|can|would|could)\b|why (?:is|does|do|would)\b|(?:wait|but)\b)/i,
  ],
  ['uncertainty', /^.{0,6}(?:嗯|唔|奇怪|不确定|不太(?:确定|清楚)|不知道|是不是|会不会|难道|等等|等一下|为什么|怎么会)/],
  [
    'recall',
    /^(?:(?:okay|ok|now|so|and|well|first)[,.… ]+)*(?:i (?:remember|recall|know)|recall|remember|(?:we|it(?:'s| is)) (?:know|known|well[- ]known)|by (?:definition|the)|the (?:formula|definition|theorem|rule)|according to|(?:in|from) (?:python|javascript|typescript|c\+\+|java|rust|go|pytorch|math|geometry|physics|chemistry|probability),?|(?:the|a) .{1,40} (?:is defined as|theorem|formula|is given by)|as (?:i|we) know)/i,
  ],
  [
    'recall',
    /^.{0,8}(?:我(?:记得|知道)|回忆|根据.{1,12}(?:定理|定义|公式|性质|规则)|由.{1,12}(?:定理|定义|公式|性质)|已知|众所周知|按照?定义|公式(?:是|为))/,
  ],
  [
    'deduction',
    /^(?:(?:okay|ok|alright|now|so|next|first|then|and)[,.:… ]+)*(?:(?:let(?:'s| me| us)|i(?:'ll| can)|we (?:can|get|have|find|obtain)|to) (?:now )?(?:comput|calculat|denot|solv|substitut|expand|simplif|factor|writ|rewrit|express|multipl|divid|add|subtract|deriv|prov|set up|defin|plug|combin|assign|count)|(?:therefore|thus|hence|since|because|then|this means|that means|it follows|which means|from (?:this|that|the))\b|so,? (?:the|if|we|it|that|this|when|for|each|in)\b)/i,
  ],
  ['deduction', /^.{0,4}(?:计算|所以|因此|由此|于是|从而|可得|得到|推出|那么|代入|设|解得|也就是说|这意味着|这说明)/],
  [
    'planning',
    /^(?:(?:okay|ok|alright|all right|now|so|next|first|well|then|and|hmm|great|good|right)[,.:… ]+)*(?:let(?:'s| me| us)|i(?:'ll| will| need to| should| have to| must|'m going to| want to| can| think i)|we (?:need|should|have|can|will|must|want) (?:to )?|(?:the|my) (?:plan|approach|strategy|next step|first step|goal|idea)\b|to (?:solve|do|find|figure|approach|answer|fix|tackle|implement|determine|start|begin)|first(?:ly)?\b|next\b|step \d|start (?:by|with)|plan\b|how (?:to|do i|should))/i,
  ],
  [
    'planning',
    /^.{0,6}(?:首先|第一步|接下来|下一步|然后(?:我|需要|再)|我(?:需要|要|应该|得|来|想|会|将|先)|我们(?:需要|要|应该|来|先|可以)|让我|先(?:看|来|分析|确定|考虑|从)|步骤|计划|思路|打算|准备|可以(?:先|用|通过)|现在(?:我|来|开始|需要))/,
  ],
  [
    'setup',
    /^(?:(?:okay|ok|alright|so|hmm|now|well|let me see|first)[,.:… ]+)*(?:the (?:problem|question|user|task|code|function|goal|issue|input|statement|puzzle|prompt)\b|(?:we(?:'re| are)|i(?:'m| am)) (?:given|asked|told|trying|supposed)|(?:we|i) (?:have|'ve got|are given)|i(?:'ve| have) got|given\b|there (?:is|are)\b|(?:looking|look) at|here(?:'s| is| are)|this (?:is|problem|question|puzzle)|understand(?:ing)?)/i,
  ],
  [
    'setup',
    /^.{0,8}(?:题目|问题(?:是|要|在于)|用户(?:想|要|说|问|希望|让|需要|提)|给定|已经?给出|要求|任务(?:是)?|这(?:道|个)(?:题|问题|函数|代码)|现在的?问题)/,
  ],
]

/** The headings of providers' summaries begin with what is being done. */
const DOING: readonly (readonly [StepKind, RegExp])[] = [
  ['backtracking', /^(?:reconsider|rethink|correct|revis|revisit|retract|abandon|start(?:ing) over|go(?:ing) back)/i],
  ['verification', /^(?:verify|check|double[- ]?check|confirm|validat|review|re-?check|test(?:ing) (?:the|my))/i],
  [
    'conclusion',
    /^(?:conclud|finali[sz]|summari[sz]|wrap(?:ping) up|present(?:ing) the|formulat(?:ing) (?:the|an?) answer)/i,
  ],
  [
    'alternative',
    /^(?:consider(?:ing)? (?:an?|the|some|other)?\s*(?:alternativ|other|different)|explor(?:ing) (?:alternativ|other|different|options)|compar|weigh)/i,
  ],
  ['example-testing', /^(?:try|test|trac|work(?:ing) through|walk(?:ing) through|simulat|plug)/i],
  ['planning', /^(?:plan|outlin|decid|prepar|structur|organi[sz]|design|fix|implement|draft)/i],
  ['uncertainty', /^(?:suspect|wonder|ask|question|doubt|puzzl)/i],
  ['recall', /^(?:recall|remember)/i],
  ['setup', /^(?:understand|read|examin|clarify|interpret|identify|look(?:ing) at|pars)/i],
  ['deduction', /^(?:comput|calculat|deriv|deduc|solv|simplify|substitut|evaluat|count|follow|prov|analy[sz])/i],
]

/** The kind that a sentence announces; null where it announces none. Looks at its first 160 characters. */
export function kindOf(sentence: string): StepKind | null {
  const opening = sentence
    .slice(0, 160)
    .replace(/^[\s*_>#"“(（]+/, '')
    .replaceAll('’', "'")
  const cues = /^[a-z-]{1,14}ing\b/i.test(opening) ? [...DOING, ...CUES] : CUES
  return cues.find(([, cue]) => cue.test(opening))?.[0] ?? null
}
