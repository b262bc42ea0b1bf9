package handbook

import (
	"slices"

	"handbook/generator/series"
)

// ItemKeys are all keys of an item's front matter, in the order of the
// scaffold. A new key is a field of [Item], an entry here, and a row of a
// layout where pages show it.
var ItemKeys = []*Key[Item]{
	text("title", func(i *Item) *string { return &i.Title }, "项目名称", "正式名称，和清单完全一致，一字不改").may(Keep).proof(Judged),
	text("summary", func(i *Item) *string { return &i.Summary }, "一句话说明", "一句话，说能得到什么，不超过40个字").
		within(SummaryLimit).proof(Signed).cited().untold("other words for what the other keys say"),
	text("domain", func(i *Item) *string { return &i.Domain }, "领域", "领域编号，和所在文件夹同名").
		of(kindDomain).doc("领域编号").may(Fixed),
	key("order", Whole, func(i *Item) *int { return &i.Order }, func(n int) bool { return n != 0 },
		"次序", "在领域里的次序，从1起；和领域的次序一起组成公开编号，例如1-01").may(Fixed).example("1").untold("the code has it"),
	yesNo("outside_list", func(i *Item) *bool { return &i.OutsideList },
		"清单以外", "写`true`：清单没有列的服务；不写`order`，没有公开编号，排在领域的最后，各处都标“清单以外”").
		doc("true 表示清单没有列，没有公开编号").may(Fixed).untold("the code tells of it"),
	texts("recipients", func(i *Item) *[]string { return &i.Recipients },
		"服务对象", "人群编号：`content/groups`里的文件名，不带`.md`，例如`[\"elderly\", \"disabled\"]`").
		as(IDs).of(kindGroup).doc("服务对象的人群编号").may(Widen).extended(func(o *override) []string { return o.RecipientsAdd }).proof(Judged),
	text("who", func(i *Item) *string { return &i.Who }, "谁可以", "谁可以，一句大白话，不超过40个字，放在页面最前面；全部条件写在`recipients_note`").
		doc("谁可以享受，一句话").within(40).may(Reword).proof(Signed).cited(),
	worded("recipients_note", func(i *Item) *Words { return &i.RecipientsNote },
		"谁可以享受", "谁可以享受，用文字写；没有查到写`\"\"`，页面显示“待补充”；随时间变的写成列表，旧的在前：`[{ until = 2023-12-31, value = \"…\" }, { since = 2024-01-01, value = \"…\", source = { id = \"plan\" } }]`，页面用当天有效的一条").may(Reword).proof(Fact),
	texts("agencies", func(i *Item) *[]string { return &i.Agencies },
		"负责单位", "部门编号：`content/agencies`里的文件名，第一个是牵头的，例如`[\"civil-affairs\", \"finance\"]`").
		as(IDs).of(kindAgency).doc("部门编号，第一个牵头").may(Keep).extended(func(o *override) []string { return o.AgenciesAdd }).proof(Fact),
	worded("funding", func(i *Item) *Words { return &i.Funding },
		"支出责任", "支出责任：谁出钱；没有查到写`\"\"`，页面显示“待补充”；随时间变的也写成列表").may(Keep).proof(Fact),
	texts("hotlines", func(i *Item) *[]string { return &i.Hotlines }, "咨询电话", "电话号码，要加引号，例如`[\"12345\"]`").
		as(Phones).may(Keep).proof(Fact),
	texts("aliases", func(i *Item) *[]string { return &i.Aliases }, "别名", "群众常用的叫法、旧名、简称，搜索时和名称一样").
		doc("别的叫法").extended(func(o *override) []string { return o.AliasesAdd }).proof(Signed).untold("other names for the same item"),
	texts("former_ids", func(i *Item) *[]string { return &i.FormerIDs },
		"以前的编号", "这一项以前用过的编号，旧网址继续有效").as(IDs).doc("以前的编号，包括并入本项目的").untold("they say which items of the two lists are the same"),
	yesNo("sensitive", func(i *Item) *bool { return &i.Sensitive },
		"敏感", "写`true`：涉及隐私的项目（如传染病、精神疾病），不进资格自查，也不在别的项目旁边推荐").doc("true 表示涉及隐私，不要主动推荐").may(Fixed),
	yesNo("everyone", func(i *Item) *bool { return &i.Everyone },
		"人人可享", "写`true`：人人可享，资格自查里不用提问；写了就不写`[[eligibility]]`").doc("true 表示人人可享").may(Widen),
	day("effective", func(i *Item) *Date { return &i.Effective }, "施行日期", "从哪天起有效").
		doc("开始日期").may(Raise).proof(Signed).spare("2020-01-01"),
	day("expires", func(i *Item) *Date { return &i.Expires }, "失效日期", "到哪天为止").
		doc("结束日期").may(Raise).proof(Signed).spare("2025-12-31"),
	day("verified", func(i *Item) *Date { return &i.Verified }, "核实日期", "有人最后一次对照来源核对的日期").
		doc("最近一次人工核实的日期").may(Own).proof(Signed).spare("2020-09-06").untold("checking a fact does not change it"),
	text("verified_by", func(i *Item) *string { return &i.VerifiedBy }, "核实的人", "谁核对的：姓名或单位，写在页面上").
		may(Own).with("verified").proof(Signed).spare(`"某县民政局"`).untold("checking a fact does not change it"),
	// The document speaks for the words that it was written for.
	text("reviewed", func(i *Item) *string { return &i.Reviewed }, "核对文号",
		"市、县改写`who`、`recipients_note`、受理条件，或比上级多要材料、跑腿、时间、收费时，核对过或规定这样做的文号").
		doc("认定改写的文字没有降低保障，或规定这样做的文件").may(Own).with("who", "recipients_note", "guide").example("").untold("it vouches for a change that is reported itself"),
	tables("sources", func(i *Item) *[]Citation { return &i.Sources },
		"依据", "出处：`id`是来源编号，见`content/sources.toml`；`at`是条款；`fields`是它证明的键，没有出处证明的键标“待核实”").
		doc("各键内容的依据").may(Own).example("[\n  # { id = \"plan\", at = \"三（一）\", fields = [\"title\", \"recipients_note\", \"funding\", \"agencies\"], confidence = \"found\" },\n]"),
	tables("standards", func(i *Item) *[]Standard { return &i.Standards },
		"服务指导标准", "服务指导标准，一个数字一条，见“服务指导标准怎样写”").cited().may(Raise).merged(ByID),
	tables("eligibility", func(i *Item) *[]map[string]any { return &i.Eligibility },
		"资格条件", "资格条件，供“我能享受什么”使用，见“资格自查”").
		doc("条件：满足其中一组即可，一组里要全部满足；键是自查问题的编号").may(Widen).
		adding(func(i *Item, o *override) { i.Eligibility = append(slices.Clip(i.Eligibility), o.EligibilityAdd...) }),

	text("guide.application", func(i *Item) *string { return &i.Guide.Application }, "要不要申请",
		"`self`要申请，`partly`部分要申请，`unit`单位或学校代办，`direct`直接去、打电话，`automatic`不用申请；没有查清就不写").
		oneOf(Applications).doc("self 要申请、partly 部分要申请、unit 单位或学校代办、direct 直接去或打电话、automatic 不用申请").
		may(Keep).proof(Signed).cited().spare(`"self"`),
	text("guide.how", func(i *Item) *string { return &i.Guide.How }, "怎么办", "怎么办，一句话，不超过40个字").
		within(40).may(Keep).proof(Signed).cited().spare(`"向户籍地乡镇政府、街道办申请，30个工作日内答复"`),
	text("guide.ask", func(i *Item) *string { return &i.Guide.Ask }, "打电话问什么", "打电话时问的一句话，写在按钮上，不超过12个字").
		within(12).may(Keep).proof(Signed).spare(`"问窗口在哪"`),
	clauses("guide.conditions", func(i *Item) *[]Clause { return &i.Guide.Conditions }, "受理条件", "受理条件，一条一句；每一条都可以写成`{ text = \"…\", for = \"手工报销\", source = { id = \"plan\" } }`，`for`是几种办法中的一种，`since`、`until`是起止的时间").
		may(Reword).proof(Signed).cited().spare(`["受理条件", { text = "有来源的", for = "手工报销", since = 2020, until = 2030, source = { id = "plan", at = "三（一）", confidence = "found" } }]`),
	papers("guide.materials", func(i *Item) *[]Material { return &i.Guide.Materials },
		"申请材料", "申请材料；要写原件、份数、表格下载的写成`{ name = \"申请表\", form = \"原件\", copies = 1, file = \"file:forms/sqb.pdf\" }`，文件放在`content/files`或市、县文件夹的`files`里").
		may(Raise).proof(Signed).cited().counted().spare(`["身份证", { name = "申请表", form = "原件", copies = 1 }]`),
	clauses("guide.where", func(i *Item) *[]Clause { return &i.Guide.Where }, "向谁办", "向谁办，照规定写；有地址的窗口写在`[[guide.places]]`").
		as(Sentence).may(Keep).proof(Signed).cited().counted().spare(`"户籍所在地的乡镇人民政府、街道办事处"`),
	clauses("guide.steps", func(i *Item) *[]Clause { return &i.Guide.Steps }, "办理流程", "办理流程，一步一句").
		may(Keep).proof(Signed).cited().counted().spare(`["第一步", "第二步"]`),
	clauses("guide.deadline", func(i *Item) *[]Clause { return &i.Guide.Deadline }, "什么时候以前要办", "群众要在什么时候以前办").
		as(Sentence).may(Keep).proof(Signed).cited().spare(`"每年3月31日前"`),
	clauses("guide.time_limit", func(i *Item) *[]Clause { return &i.Guide.TimeLimit }, "办理时限", "办理时限：多久办好").
		as(Sentence).may(Raise).proof(Signed).cited().counted().spare(`"20个工作日"`),
	clauses("guide.fee", func(i *Item) *[]Clause { return &i.Guide.Fee }, "收费", "收费标准；免费写`\"不收费\"`").
		as(Sentence).doc("收费；不收费写“不收费”").may(Raise).proof(Signed).cited().counted().spare(`"不收费"`),
	clauses("guide.online", func(i *Item) *[]Clause { return &i.Guide.Online }, "网上办理", "网上办理的网址；有名称的写成`{ text = \"全国12315平台\", url = \"https://…\" }`").
		as(Sentence).may(Keep).doc("网上办理的网址、名称").proof(Signed).cited().counted().spare(`["https://www.example.gov.cn/", { text = "政务服务网", url = "https://www.example.gov.cn/" }]`),
	optional("guide.visits", Whole, func(i *Item) **int { return &i.Guide.Visits }, "到现场次数", "要跑几趟；网上能办完写`0`").
		may(Raise).proof(Signed).spare("1"),
	clauses("guide.complaint", func(i *Item) *[]Clause { return &i.Guide.Complaint }, "监督投诉", "不服怎么办：投诉电话或部门").
		as(Sentence).may(Keep).proof(Signed).cited().counted().spare(`"投诉电话或部门"`),
	tables("guide.places", func(i *Item) *[]Place { return &i.Guide.Places },
		"办理地点", "只办这一项的窗口；一个部门的窗口写在市、县的`edition.toml`里"),
}

// StandardKeys are all keys of a standard, in the order of the scaffold.
var StandardKeys = []*Key[Standard]{
	text("id", func(s *Standard) *string { return &s.ID }, "编号", "本项目内不重复，定了不改").
		doc("标准编号，项目内不重复").may(Fixed).untold("it says which standards of the two lists are the same").spare(`"monthly-allowance"`),
	texts("former_ids", func(s *Standard) *[]string { return &s.FormerIDs }, "以前的编号", "这一条以前用过的编号，并进来的也写：旧链接和市、县写的旧编号继续有效").
		as(IDs).may(Own).untold("old addresses keep working: nobody gains or loses").spare("[]"),
	text("text", func(s *Standard) *string { return &s.Text }, "标准的内容", "保障什么；有`amount`时不再写数字").
		doc("内容").may(Raise).spare(`"生活补助"`),
	text("tier", func(s *Standard) *string { return &s.Tier }, "档次", "分档的写哪一档，例如一级、80—89周岁；文字相同、紧挨着的几条并成一张表").
		may(Own).spare(`"一级"`),
	optional("amount", Number, func(s *Standard) **Amount { return &s.Amount }, "数额", "数字；没有数字就不写`amount`、`unit`、`bound`").
		doc("数额；只有文字的标准没有").may(Raise).spare("100"),
	text("unit", func(s *Standard) *string { return &s.Unit }, "单位", "数字的单位").may(Fixed).spare(`"元/人·月"`),
	bound("限度", "不写或写`at_least`表示“至少这么多”；`up_to`是封顶，最多给这么多，越高越好；`at_most`表示“不超过”，越少越好，用于天数、收费、等候；`exact`没有好坏之分，例如缴费和费率").
		oneOf(standardBounds).doc("at_least 不低于、up_to 封顶（越高越好）、at_most 不高于（越少越好）、exact 就是这么多").may(Fixed).spare(`"at_least"`),
	text("kind", func(s *Standard) *string { return &s.Kind },
		"性质", "不写或写`standard`表示标准；`funds`是人均、生均等没有人直接领到的钱；`target`是计划的目标和任务，`result`是已经发生的实际数字。后三种在页面上另列，不算标准").
		oneOf(standardKinds).doc("standard 保障标准、funds 人均或平均的经费、target 计划目标、result 实际数字（后三种不是保障）").may(Fixed).spare(`"standard"`),
	// The beginning and the history of one amount say nothing about another.
	day("since", func(s *Standard) *Date { return &s.Since }, "从何时起", "从何时起，文件写到哪一位就写到哪一位：`2020`、`\"2020-01\"`或`2020-01-01`").
		may(Own).with("amount").spare("2020-01-01"),
	day("until", func(s *Standard) *Date { return &s.Until }, "到何时止", "已经停止的写到哪天为止；还在执行的不写").
		may(Raise).spare("2025-12-31"),
	// The source of the value above does not vouch for another value.
	key("source", Tables, func(s *Standard) *Citations { return &s.Source }, func(c Citations) bool { return len(c) > 0 }, "来源", "出处；有几个的写成列表，第一个是依据，其余是印证。`confidence`写这一个数怎样得来：`secondhand`转述、`derived`推算（`at`写算法）").
		doc("依据，第一个为准；没有时是待核实").may(Own).with("amount", "text").spare(`{ id = "plan", at = "三（一）", confidence = "found" }`),
	day("verified", func(s *Standard) *Date { return &s.Verified }, "核实日期", "有人最后一次对照来源核对这个数的日期").
		may(Own).with("amount", "text").spare("2020-09-06").untold("checking a fact does not change it"),
	text("verified_by", func(s *Standard) *string { return &s.VerifiedBy }, "核实的人", "谁核对的：姓名或单位，写在页面上").
		may(Own).with("amount", "text", "verified").spare(`"某县民政局"`).untold("checking a fact does not change it"),
	tables("history", func(s *Standard) *[]PastAmount { return &s.History }, "以前的数值", "同一个标准以前的数，旧的在前").
		doc("以前的数额").may(Own).with("amount").untold("nobody gains or loses by the past").spare(`[{ since = 2018, amount = 80, source = { id = "plan", at = "三（一）", confidence = "found" } }]`),
	tables("values", func(s *Standard) *[]Value { return &s.Values }, "历年的数值", "各年的数，旧的在前，一条一个时间：`{ since, amount, unit, text, only, note, until, source }`；写了它就不写上面的`amount`、`since`、`until`、`source`、`history`。`only`写只在哪些地方有效").
		doc("各时期的数值").may(Own).untold("what is in force is compared").spare(`[{ since = 2018, until = 2024, amount = 80, unit = "元/人·月", source = { id = "plan" } }, ` +
		`{ since = 2025-07-01, amount = 100, text = "名称不同的才写", only = ["fuzhou"], note = "说明", verified = 2026-11-30, verified_by = "某县民政局", source = { id = "plan", at = "推算的写算法", confidence = "derived" } }]`),
	// A document speaks for the amount or the text that it was written for.
	text("basis", func(s *Standard) *string { return &s.Basis }, "提高的依据文号", "市、县的数额比上级高时，依据文件的文号").
		doc("高于上级标准所依据的文件").may(Own).with("amount").example("").untold("it vouches for a change that is reported itself"),
	text("reviewed", func(s *Standard) *string { return &s.Reviewed }, "核对文号", "市、县改了没有数额的标准时，核对过没有降低的文号").
		doc("认定改写的文字没有降低保障的文件").may(Own).with("text").example("").untold("it vouches for a change that is reported itself"),
}

// bound returns the key of the bound of a standard.
func bound(label, help string) *Key[Standard] {
	k := key("bound", Choice, func(s *Standard) *series.Bound { return &s.Bound }, func(b series.Bound) bool { return b != "" }, label, help)
	k.Value = func(s *Standard) any {
		if s.Bound == "" {
			return nil
		}
		return string(s.Bound)
	}
	return k
}

// itemKeys are the keys of an item by their names.
var itemKeys = func() map[string]*Key[Item] {
	byName := map[string]*Key[Item]{}
	for _, k := range ItemKeys {
		byName[k.Name] = k
	}
	return byName
}()

// itemFields are the names that a source of an item can have among its fields:
// keys, the whole guide, and the body.
var itemFields = func() []string {
	var front, guide []string
	for _, k := range ItemKeys {
		switch {
		case k.Cited && k.InGuide():
			guide = append(guide, k.Base())
		case k.Cited:
			front = append(front, k.Name)
		}
	}
	for _, name := range guide { // guide.fee may be written fee
		guide = append(guide, "guide."+name)
	}
	return slices.Concat(front, []string{"guide", "body"}, guide)
}()

// HasGuide reports whether [guide] says anything.
func (i *Item) HasGuide() bool {
	return slices.ContainsFunc(ItemKeys, func(k *Key[Item]) bool { return k.InGuide() && k.Filled(i) })
}
