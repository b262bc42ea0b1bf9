package handbook

import "handbook/generator/diag"

// Faults of content.
var (
	notADay = diag.Message{Code: "bad-date",
		EN: "%s is not one day",
		ZH: "%s 没有写到哪一日"}
	strayFile = diag.Message{Code: "stray-file",
		EN: "the handbook has no place for the file %q",
		ZH: "“%s”放在了手册不认识的位置"}
	fileKind = diag.Message{Code: "file-kind",
		EN: "files of the kind %q are not published",
		ZH: "不发布“%s”这种文件"}
	wrongPicture = diag.Message{Code: "picture-kind",
		EN: "a page cannot show this kind of picture (%s)",
		ZH: "网页不能显示这种图片（%s）"}
	unknownFile = diag.Message{Code: "unknown-file",
		EN: "there is no file %q for download",
		ZH: "没有可以下载的文件“%s”"}
	noClause = diag.Message{Code: "empty-value",
		EN: "an element of %q has no text",
		ZH: "“%s”的一条没有写文字"}
	noFileScheme = diag.Message{Code: "unknown-file",
		EN: "%q does not begin with file:",
		ZH: "“%s”不是以 file: 开头"}
	noConfig = diag.Message{Code: "no-site-toml",
		EN: "there is no site.toml: this is not a handbook's folder",
		ZH: "没有 site.toml：这里不是手册的文件夹"}
	noContent = diag.Message{Code: "no-content",
		EN: "there is no folder content",
		ZH: "没有 content 文件夹"}
	noHome = diag.Message{Code: "no-home-page",
		EN: "the text of the home page is missing",
		ZH: "缺少首页文字"}
	badFileName = diag.Message{Code: "bad-id",
		EN: "the file's name %q cannot be an id",
		ZH: "文件名“%s”不能用作编号"}
	indexName = diag.Message{Code: "bad-id",
		EN: "no page can be named %q: that address is the list of all pages of the kind",
		ZH: "页面不能叫“%s”：这个地址是同类页面的目录"}
	badID = diag.Message{Code: "bad-id",
		EN: "%q cannot be an id",
		ZH: "“%s”不能用作编号"}
	localEditorGuide = diag.Message{Code: "local-editor-guide",
		EN: "only the province has guides for editors", ZH: "给编辑看的指南只放在省一级"}
	linkToEditors = diag.Message{Code: "link-to-editors",
		EN: "the guide %q is for editors: citizens do not see it", ZH: "指南“%s”是给编辑看的，群众的页面上没有它"}
	duplicateID = diag.Message{Code: "duplicate-id",
		EN: "the %[1]s %[2]q exists already",
		ZH: "编号是“%[2]s”的%[3]s已经有了"}
	wrongFolder = diag.Message{Code: "wrong-folder",
		EN: "the item lies in items/%s but names the domain %q",
		ZH: "项目放在 items/%s，写的领域却是“%s”"}
	unknownRef = diag.Message{Code: "unknown-reference",
		EN: "there is no %[1]s %[2]q",
		ZH: "没有编号是“%[2]s”的%[3]s"}
	unknownField = diag.Message{Code: "unknown-field",
		EN: "%q is not a key that a source can carry here",
		ZH: "“%s”不是这里的来源能够支持的字段"}
	unknownStage = diag.Message{Code: "unknown-stage",
		EN: "%q is not a stage of life",
		ZH: "“%s”不是人生阶段之一"}
	repeated = diag.Message{Code: "repeated",
		EN: "%q is here twice",
		ZH: "“%s”在这里写了两次"}
	notAllowed = diag.Message{Code: "not-allowed",
		EN: "%q is not one of the values allowed here",
		ZH: "“%s”不是这里可以写的值"}
	outOfRange = diag.Message{Code: "out-of-range",
		EN: "%d is outside %d to %d",
		ZH: "%d 不在 %d 到 %d 之间"}
	rangeReversed = diag.Message{Code: "reversed-range",
		EN: "the range begins at %d and ends at %d",
		ZH: "范围从 %d 开始、到 %d 结束，前后颠倒"}
	datesReversed = diag.Message{Code: "reversed-dates",
		EN: "it ends on %s, before it begins on %s",
		ZH: "结束日期 %s 早于开始日期 %s"}
	yearsReversed = diag.Message{Code: "reversed-dates",
		EN: "the goal's year %d comes before the base year %d",
		ZH: "目标年份 %d 早于基年 %d"}
	historyOrder = diag.Message{Code: "history-order",
		EN: "%[1]s begins before %[2]s, which stands before it",
		ZH: "次序颠倒：%[1]s比写在前面的%[2]s开始得早"}
	twoValues = diag.Message{Code: "two-values",
		EN: "%[1]s begins on the same day as %[2]s, in the same place",
		ZH: "%[1]s和%[2]s在同一个地方、同一天开始"}
	twoWords = diag.Message{Code: "two-values",
		EN: "%[1]s begins on the same day as %[2]s",
		ZH: "“%[1]s”和“%[2]s”在同一天开始"}
	noStart = diag.Message{Code: "no-start",
		EN: "%s holds on no day: neither it nor its source has a date",
		ZH: "%s哪一天都不算数：它没有日期，来源也没有日期"}
	foreignUnit = diag.Message{Code: "other-unit",
		EN: "the unit %q cannot be converted to %q: they are not one quantity",
		ZH: "单位“%s”不能换算成“%s”，不是同一个数量"}
	lowerOnly = diag.Message{Code: "below-floor",
		EN: "%[1]s holds in some places alone, and is worse than the %[2]s around them",
		ZH: "只管几个地方的%[1]s，比周围的%[2]s差"}
	bothForms = diag.Message{Code: "two-forms",
		EN: "%q stands beside values",
		ZH: "同时写了 %s 和 values"}
	hollowValue = diag.Message{Code: "empty-value",
		EN: "the value has neither an amount nor a text",
		ZH: "这一条既没有数额，也没有文字"}
	idleKey = diag.Message{Code: "idle-key",
		EN: "%q says nothing without an amount or a text",
		ZH: "只写 %s，没有数额也没有文字，不起作用"}
	unknownPlace = diag.Message{Code: "unknown-place",
		EN: "%q is no edition at or below %s",
		ZH: "“%s”不是%s或它下面的版本"}
	badAmount = diag.Message{Code: "bad-amount",
		EN: "%s cannot be an amount",
		ZH: "%s 不能用作数额"}
	amountAlone = diag.Message{Code: "amount-without-unit",
		EN: "the amount has no unit",
		ZH: "数额没有单位"}
	unitAlone = diag.Message{Code: "unit-without-amount",
		EN: "the unit has no amount",
		ZH: "有单位，没有数额"}
	badPhone = diag.Message{Code: "bad-phone",
		EN: "%q is not a phone number",
		ZH: "“%s”不是电话号码"}
	badURL = diag.Message{Code: "bad-address",
		EN: "%q is not a web address",
		ZH: "“%s”不是网址"}
	sameOrder = diag.Message{Code: "same-order",
		EN: "the place %d is taken by %q",
		ZH: "序号 %d 已经给了“%s”"}
	notSorted    = diag.Message{Code: "no-category", EN: "no category holds: %s", ZH: "没有归类的项目：%s"}
	noOrder      = diag.Message{Code: "missing-key", EN: "the key %q is missing", ZH: "缺少 %q"}
	orderOutside = diag.Message{Code: "outside-list", EN: "an item outside the list has no order", ZH: "清单以外的项目没有次序"}
	badAnswer    = diag.Message{Code: "bad-answer",
		EN: "this does not fit the question %q, which is of the kind %q",
		ZH: "这个写法与问题“%s”（类型 %s）不符"}
	badConfirm = diag.Message{Code: "bad-answer",
		EN: "confirm takes a sentence",
		ZH: "confirm 要用文字写明还需要确认什么"}
	noBandWithin = diag.Message{Code: "no-answer-fits",
		EN: "no band of the question %q lies within this range, so nobody can meet it",
		ZH: "问题“%s”没有哪个选项整个落在这个范围里，谁也得不到“可能符合”"}
	emptyRoute = diag.Message{Code: "empty-route",
		EN: "this route has no condition",
		ZH: "这种情形没有写任何条件"}
	unsatisfiable = diag.Message{Code: "no-answer-fits",
		EN: "no answers can meet all conditions of this route",
		ZH: "这种情形的各个条件互相矛盾，没有人能同时符合"}
	sensitiveRoute = diag.Message{Code: "sensitive",
		EN: "a sensitive item is never in the finder, and can have no rules",
		ZH: "敏感的项目不进资格自查，不能写资格条件"}
	everyoneRoute = diag.Message{Code: "everyone",
		EN: "the item is for everyone, but has a route",
		ZH: "已经写了人人可享，又写了资格条件"}
	noOptions = diag.Message{Code: "no-options",
		EN: "the question %q offers no answers",
		ZH: "问题“%s”没有选项"}
	reservedID = diag.Message{Code: "bad-id",
		EN: "the finder uses %q itself",
		ZH: "“%s”在资格自查里另有用处，不能用作编号"}
	openBand = diag.Message{Code: "bad-band",
		EN: "the band %q has no end",
		ZH: "数字段“%s”没有写明从几到几"}
	strayBand = diag.Message{Code: "bad-band",
		EN: "an option has min or max, but the question is of the kind %q",
		ZH: "选项写了 min、max，但问题的类型是 %s"}
	bandGap = diag.Message{Code: "bad-band",
		EN: "this band begins at %d, but the one before it ends at %d",
		ZH: "这一段从 %d 开始，前一段到 %d 结束，没有接上"}
	otherwiseAlone = diag.Message{Code: "otherwise",
		EN: "the finder asks everybody this question, so otherwise has no effect",
		ZH: "这道题人人都问，otherwise 没有意义"}
	laterQuestion = diag.Message{Code: "later-question",
		EN: "%q is not asked before %q",
		ZH: "“%s”不在“%s”前面问"}
	confirmAsked = diag.Message{Code: "bad-answer",
		EN: "when decides by answers alone",
		ZH: "when 只能按前面的回答来判断"}
	neverAsked = diag.Message{Code: "no-answer-fits",
		EN: "no answers lead to the question %q",
		ZH: "不管怎样回答，都问不到“%s”这道题"}
	wordTwice = diag.Message{Code: "repeated",
		EN: "%q leads to %q already",
		ZH: "“%s”已经指向“%s”"}
	addressTaken = diag.Message{Code: "address-taken",
		EN: "the old address %q belongs to %q",
		ZH: "旧地址“%s”已属于“%s”"}
	otherNumber = diag.Message{Code: "other-number", EN: "the text says %s, but the value, from which the picture is drawn, is %s", ZH: "文字写的是 %s，画图用的数字却是 %s"}
	aboveAll    = diag.Message{Code: "above-100", EN: "%s%% is more than the whole", ZH: "%s%% 超过了百分之百"}
)

// Faults of an edition.
var (
	noParent = diag.Message{Code: "no-parent-edition",
		EN: "the edition %q has no edition %q above it", ZH: "“%s”的上级“%s”没有自己的版本"}
	noEdition = diag.Message{Code: "no-edition",
		EN: "the edition %q has no edition.toml", ZH: "“%s”缺少 edition.toml"}
	badFolderName = diag.Message{Code: "bad-id",
		EN: "the folder's name %q cannot be the id of an edition", ZH: "文件夹名“%s”不能用作版本的编号"}
	takenName = diag.Message{Code: "bad-id",
		EN: "no edition can be named %q: every edition has a folder of that name for its pages", ZH: "版本不能叫“%s”：每个版本都有这个名字的网页文件夹"}
	textlessStandard = diag.Message{Code: "no-text",
		EN: "%[2]s has no standard %[1]q, and this one has no text", ZH: "%[2]s没有编号是“%[1]s”的标准，这里又没有写 text"}
	badEditionPath = diag.Message{Code: "bad-id",
		EN: "%q is not the path of an edition", ZH: "“%s”不是版本的路径"}
	badCode = diag.Message{Code: "bad-code",
		EN: "%q is not the code of a place", ZH: "“%s”不是行政区划代码"}
	nameTaken = diag.Message{Code: "same-name", EN: "%q is already the edition %s", ZH: "“%s”已经有版本 %s"}
	codeTaken = diag.Message{Code: "bad-code",
		EN: "the code %s is that of %s", ZH: "代码 %s 是%s的"}
	codeElsewhere = diag.Message{Code: "bad-code",
		EN: "%[1]s is no code of a place in %[2]s, whose codes begin with %[3]s", ZH: "%[1]s 不是%[2]s的代码，那里的代码以 %[3]s 开头"}
	noReason = diag.Message{Code: "no-reason",
		EN: "the item does not apply, but the reason is missing", ZH: "写了不适用，没有写原因"}
	fixedKey = diag.Message{Code: "fixed-key",
		EN: "an edition cannot change the %s of an inherited item", ZH: "不能改动继承来的项目的 %s"}
)

// Faults that only check reports: thin, stale or unused content.
var (
	longText = diag.Message{Code: "long-text",
		EN: "%[1]s has %[3]d characters, more than %[4]d",
		ZH: "%[2]s有 %[3]d 个字，超过 %[4]d 个字"}
	noSummary = diag.Message{Code: "no-summary",
		EN: "the page has no summary",
		ZH: "这一页没有一句话说明"}
	noSources = diag.Message{Code: "no-sources",
		EN: "the item names no source",
		ZH: "这个项目没有写来源"}
	unverifiedFacts = diag.Message{Code: "unverified",
		EN: "not verified: %s",
		ZH: "待核实：%s"}
	missingFacts = diag.Message{Code: "missing-facts",
		EN: "missing: %s",
		ZH: "待补充：%s"}
	namesNone = diag.Message{Code: "names-none",
		EN: "the item names no %[1]s: no %[1]s's page lists it",
		ZH: "这个项目没有写%[2]s，哪个%[2]s的页面上都没有它"}
	neverVerified = diag.Message{Code: "never-verified",
		EN: "nobody has checked %d of %d items against their sources yet; this is the first",
		ZH: "%d 个项目（共 %d 个）还没有人对照来源核实过，这是第一个"}
	hasExpired = diag.Message{Code: "expired",
		EN: "this ended on %s",
		ZH: "这里的有效期到 %s，已经过了"}
	futureDate = diag.Message{Code: "future-date",
		EN: "%s lies in the future", ZH: "%s 还没有到"}
	agedHandbook = diag.Message{Code: "aged",
		EN: "the handbook speaks as of %s, and today is %s",
		ZH: "手册说的是 %s 的情况，今天是 %s"}
	unused = diag.Message{Code: "unused",
		EN: "no item refers to this %[1]s",
		ZH: "没有项目用到这个%[2]s"}
	termNowhere = diag.Message{Code: "term-nowhere",
		EN: "no page uses the word %q",
		ZH: "没有哪一页用到“%s”这个词"}
	oldGuarantees = diag.Message{Code: "old-figure", EN: "%d amounts in force rest on texts of %d; the widest, of %s, is %s in %d editions", ZH: "有 %d 个现行的数依据的是%d年的文件；影响最广的是“%s”的%s，用在 %d 个版本"}
	oldFunds      = diag.Message{Code: "old-figure", EN: "%d funds per head in force rest on texts of %d; the widest, of %s, is %s in %d editions", ZH: "有 %d 个现行的人均或平均经费依据的是%d年的文件；影响最广的是“%s”的%s，用在 %d 个版本"}
)

// Faults of the finder's rules that only check reports.
var (
	noRules = diag.Message{Code: "no-rules",
		EN: "the finder leaves out this item: it has no eligibility",
		ZH: "没有写资格条件，资格自查里没有这一项"}
	neverYes = diag.Message{Code: "never-yes",
		EN: "no answers make the finder say yes to this item",
		ZH: "不管怎样回答，这一项都得不到“可能符合”"}
	redundantRoute = diag.Message{Code: "needless-route",
		EN: "everybody who meets this route meets another one too",
		ZH: "符合这种情形的人，也符合另一种情形，这一段多余"}
	unusedOption = diag.Message{Code: "unused",
		EN: "no rule uses the option %q",
		ZH: "没有资格条件用到选项“%s”"}
	manyQuestions = diag.Message{Code: "many-questions",
		EN: "some people are asked %d questions, more than %d",
		ZH: "有的人要答 %d 道题，超过 %d 道"}
)

// wordZH names kinds in Chinese; their English names are the kinds themselves.
var wordZH = map[string]string{
	kindItem: "项目", kindDomain: "领域", kindGroup: "人群", kindAgency: "部门", kindGuide: "指南",
	kindSource: "来源", kindIndicator: "指标", kindQuestion: "问题", "option": "选项", "standard": "标准",
}
