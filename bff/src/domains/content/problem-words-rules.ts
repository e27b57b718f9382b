/** Findings in rules.yaml and examples.yaml, in the words of its editors; what is quoted stands in $1, $2. */
export const RULE_FINDINGS: readonly [RegExp, string][] = [
  [/^unknown fact "(.*)"$/, '没有名为“$1”的可询问信息，请核对 facts.yaml 里的名称。'],
  [
    /^(?:")?([^"]+)(?:")? is no value of (\S+)(?: \(.*\))?$/,
    '“$1”不是“$2”可以有的值，请核对 facts.yaml 里的类型和选项。'
  ],
  [/^one is there twice$/, '选项里有一个写了两次。'],
  [/^does not match the pattern$/, '例子（example）和要求的格式（pattern）不一致。'],
  [/^(\S+) does not measure (\S+)$/, '单位“$1”不是“$2”的单位。'],
  [/^only for 期间$/, '只有期间（时间长短）才能写 since 和 monthly。'],
  [/^"(.*)" is no date among the facts$/, 'since 写的“$1”不是一项日期。'],
  [/^unknown word "(.*)"$/, '“$1”不是规则里可以用的词。'],
  [/^takes exactly one comparison$/, '一个条件只能写一种比较。'],
  [/^takes a list of conditions, at least one$/, '这里要写一组条件，至少一个。'],
  [/^is no condition$/, '这里缺少条件，或者条件写得不对。'],
  [/^is none of all, any, .*$/, '条件要写成 all、any、not、atLeast，或者对一项信息的比较。'],
  [
    /^the cited text says (\S+?), .*$/,
    '引用的原文写的是“$1”，和这里的比较不一致（以上、以下、以内包括本数，不满、超过不包括）。'
  ],
  [/^uses both (\S+) and (\S+), from .*$/, '“$1”可以由“$2”算出，一条规则里只用一个。'],
  [/^"(.*)" stands in no quote of its sources$/, '引用的“$1”在所列依据的摘录里找不到。'],
  [/^names the material "(.*)", which the guide does not have$/, '办事指南里没有名为“$1”的材料。'],
  [/^names the material "(.*)", which neither the guide nor a 情形 has$/, '办事指南和各个情形里都没有名为“$1”的材料。'],
  [/^names no material; an item with 情形 needs it$/, '这个上传项没有写对应哪一项材料（material）；有情形的事项要写。'],
  [/^has no `when`, so those after it .*$/, '没有写条件的情形要放在最后。'],
  [/^is "(.*)", but the rules say "(.*)"$/, '这里写的是“$1”，按规则得出的是“$2”。'],
  [/^"(.*)" can make no difference any more$/, '“$1”已经不影响结论，不应列在这里。'],
  [/^gives a date, so it needs the day .*$/, '例子里有日期，要写明按哪一天判断（day）。'],
  [/^has fewer than (\d+) examples$/, '例子少于 $1 个。'],
  [
    /^an item with a form says who qualifies .*$/,
    '能在网上申请的事项，要在 rules.yaml 里写办理条件（eligibility），并在 examples.yaml 里写至少 3 个例子。'
  ],
  [/^has no eligibility in rules\.yaml .*$/, '有例子，但 rules.yaml 里没有写办理条件（eligibility）。']
]
