/** Findings about uploads, prefilled fields and the work of our own desk, in the words of its editors; what is quoted stands in $1, $2. */
export const FORM_FINDINGS: readonly [RegExp, string][] = [
  [/^unknown paper "(.*)" \(documents\.yaml\)$/, '没有编号为“$1”的材料种类，请核对 documents.yaml。'],
  [
    /^"later" and "promise" are for .*$/,
    '只有由本部门工作台受理的事项，才能容缺后补（later）或用承诺代替（promise）。'
  ],
  [/^"(.*)" does not fit a (\S+) field$/, '“$1”不能自动填到这个字段（类型 $2）里。'],
  [/^the guide names no amount to pay$/, '写了缴费期限，但办事指南没有写收费金额。'],
  [/^only 备案 with a promise of .*$/, '只有“备案”、承诺当场办结的事项，才能送到就办结（filing）。'],
  [/^what nobody decides has no .*$/, '送到就办结的备案（filing），不能再要第二人审核、收费或会办。'],
  [/^only a 行政许可 of 告知承诺 .*$/, '只有实行“告知承诺”的行政许可，才能凭承诺当场批准（pledged）。'],
  [
    /^what is granted on the spot has no .*$/,
    '凭承诺当场批准的事项（pledged），不能再是备案，也不能再要第二人审核、收费或会办。'
  ],
  [/^the form asks everybody for a signature$/, '凭承诺当场批准的事项（pledged），申请表必须要每个人签名。'],
  [
    /^names an agreement that nobody has to make .*$/,
    '凭承诺当场批准的事项（pledged），要指明一项不作承诺也能申请的承诺（agreement）。'
  ],
  [/^acceptance\.holder names who it is granted to$/, '凭承诺当场批准的事项（pledged），要写明许可发给谁（holder）。'],
  [
    /^holder names the fields of the enterprise, .*$/,
    '只由企业申请的事项，要写明企业名称和统一社会信用代码是哪两个字段（holder）。'
  ],
  [
    /^the form asks for no such name .*$/,
    '申请表里没有必填的企业名称（text）和统一社会信用代码（credit-code），或者字段编号写错了。'
  ],
  [/^all papers are there when .*$/, '凭承诺当场批准的事项（pledged），材料要一次交齐，不能容缺后补（later）。'],
  [/^"(.*)" is no other department$/, '会办部门“$1”不存在，或者就是本部门。'],
  [/^the form has no field "(.*)" for "(.*)" to read$/, '要给会办部门“$2”看的字段“$1”，申请表里没有。'],
  [
    /^no sharing tells the applicant that "(.*)" reads answers$/,
    '没有一条信息提供事项告诉群众：会办部门“$1”会看到填写的内容。'
  ]
]
