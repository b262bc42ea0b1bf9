package handbook

import "handbook/generator/diag"

// Hints and notes of the faults.
var (
	hintPlaces = diag.Message{
		EN: "pages lie in items/<domain>/, domains/, groups/, agencies/ or guides/; forms to download in files/; lists are indicators.toml, sources.toml, synonyms.toml, questions.toml and categories.toml",
		ZH: "页面放在 items/<领域>/、domains/、groups/、agencies/ 或 guides/；供下载的表格放在 files/；列表是 indicators.toml、sources.toml、synonyms.toml、questions.toml 和 categories.toml"}
	hintFileKind = diag.Message{EN: "offer it as PDF, or as one of: %s", ZH: "请存成 PDF，或者这些格式：%s"}
	hintPicture  = diag.Message{
		EN: "save it as PNG or JPEG, and write the new name where a page shows it",
		ZH: "请另存为 PNG 或 JPEG，并把页面里写的文件名改成新的"}
	hintNewFile = diag.Message{
		EN: "put it into content/files/ as %q; capitals and spaces count",
		ZH: "请把文件放进 content/files/，名称是“%s”，大小写、空格都要一致"}
	hintClause     = diag.Message{EN: "write text = \"…\"", ZH: "请写 text = \"…\""}
	hintFileScheme = diag.Message{EN: "write \"file:%s\"", ZH: "请写“file:%s”"}
	hintConfig     = diag.Message{
		EN: "run the command in the project's folder, or name it with --source",
		ZH: "请在项目文件夹里运行，或用 --source 指明文件夹"}
	hintHome = diag.Message{
		EN: "write content/_index.md with a title and the stages of life",
		ZH: "请写 content/_index.md，写明 title 和 stages"}
	hintIndexName = diag.Message{
		EN: "name the file after its subject",
		ZH: "请用内容给文件起名"}
	hintKebab = diag.Message{
		EN: "use lower-case letters, digits and single hyphens between them, such as free-education, at most %d characters, and no name of a Windows device (con, nul, com1)",
		ZH: "只用小写英文字母、数字和中间的单个连字符，例如 free-education；最多 %d 个字符，也不能是 con、nul、com1 这类 Windows 保留名"}
	hintEditorGuide   = diag.Message{EN: "move the file to content/guides, or delete the line", ZH: "请把文件移到 content/guides，或删去这一行"}
	hintLinkToEditors = diag.Message{EN: "delete the link, or say the sentence in a guide for editors", ZH: "请删去这个链接，或把这句话写进给编辑的指南"}
	hintRename        = diag.Message{EN: "give one of the two another id", ZH: "请给其中一个换个编号"}
	hintFolder        = diag.Message{EN: "move the file to items/%s/%s.md, or mend the domain", ZH: "把文件移到 items/%s/%s.md，或改正 domain"}
	hintDidYouMean    = diag.Message{EN: "did you mean %q?", ZH: "是不是“%s”？"}
	hintNewPage       = diag.Message{EN: "mend the id, or add the %[1]s", ZH: "请改正编号，或先添加这个%[2]s"}
	hintOneOf         = diag.Message{EN: "write one of: %s", ZH: "可以写：%s"}
	hintRepeated      = diag.Message{EN: "remove one of the two", ZH: "请删去其中一个"}
	hintUnitAlone     = diag.Message{EN: "add amount = …, or remove the unit", ZH: "请补上 amount = …，或删去 unit"}
	hintAmountAlone   = diag.Message{EN: "add a unit, such as unit = \"元/人·月\"", ZH: "请补上单位，例如 unit = \"元/人·月\""}
	hintTwoValues     = diag.Message{EN: "keep one, or say in only where each of them holds", ZH: "请只留一条，或用 only 分别写明哪些地方"}
	hintTwoWords      = diag.Message{EN: "keep one, or write since as its source has it", ZH: "请只留一条，或按来源分别写明 since"}
	hintWords         = diag.Message{EN: "write value = \"…\", or remove the entry", ZH: "请写 value = \"…\"，或删去这一条"}
	hintNoStart       = diag.Message{EN: "write since, or the date of the source in sources.toml", ZH: "请写 since，或在 sources.toml 写上来源的日期"}
	hintForeignUnit   = diag.Message{EN: "give the other quantity a standard of its own", ZH: "请另立一条标准"}
	hintLowerOnly     = diag.Message{EN: "write the places that have more with only, and the least for all", ZH: "请把最低的写给全部地方，高的用 only 写明地方"}
	hintBothForms     = diag.Message{EN: "move %s into values", ZH: "请把 %s 移进 values"}
	hintValue         = diag.Message{EN: "write amount or text, or remove the line", ZH: "请写 amount 或 text，或删去这一条"}
	hintIdleKey       = diag.Message{EN: "write the amount too, or remove the line", ZH: "请把数额也写上，或删去这一行"}
	hintPlace         = diag.Message{EN: "write the city's id, or city/county, such as fuzhou/minhou", ZH: "写市的编号，或“市/县”，例如 fuzhou/minhou"}
	hintHistory       = diag.Message{EN: "put the earliest value first, and write since where it is not the first", ZH: "请把最早的写在最前面；不是第一条的，请写 since"}
	hintPhone         = diag.Message{EN: "write digits with hyphens or spaces, an extension after 转, and 、 between two whole numbers, such as 0591-12345678转801、12345", ZH: "请写数字，可带连字符或空格；分机写在“转”后面，两个号码都写全，用“、”隔开，例如 0591-12345678转801、12345"}
	hintURL           = diag.Message{EN: "begin with https://", ZH: "请以 https:// 开头"}
	hintURLCharacter  = diag.Message{EN: "take the address from the browser's address bar: it has no spaces, quotes, brackets or backslashes", ZH: "请从浏览器地址栏复制：网址里没有空格、引号、括号和反斜杠"}
	hintURLHost       = diag.Message{EN: "name the host, as in https://www.example.gov.cn/", ZH: "请写明网站的域名，例如 https://www.example.gov.cn/"}
	hintURLUser       = diag.Message{EN: "delete the user name and the password before @: everybody could read them", ZH: "请删去 @ 前面的用户名和密码：人人都看得到"}
	hintURLTail       = diag.Message{EN: "delete %q: the addresses of the pages are written behind this one", ZH: "请删去“%s”：各页的网址接在它后面"}
	hintURLName       = diag.Message{EN: "write the host's name in Latin letters, or as xn--…", ZH: "域名请写英文的，或者 xn-- 开头的写法"}
	hintURLEscaped    = diag.Message{EN: "write %s", ZH: "请写成 %s"}
	hintOrder         = diag.Message{EN: "give this page a number that is free", ZH: "请换一个没有用过的序号"}
	hintNoOrder       = diag.Message{EN: "add order = 1, or outside_list = true for a service that the list does not have", ZH: "请加上 order = 1；清单没有列的服务，请加上 outside_list = true"}
	hintOrderOutside  = diag.Message{EN: "remove the line: these items stand at the end of their domain", ZH: "请删去这一行：清单以外的项目排在领域的最后"}
	hintAnswer        = diag.Message{
		EN: "a number takes { min = 6, max = 15 }, a choice a list of option ids, choices also { not = [\"option\"] } and { all = [\"one\", \"other\"] }",
		ZH: "数字题写 { min = 6, max = 15 }，选择题写选项编号的列表，多选题还可以写 { not = [\"选项编号\"] }、{ all = [\"选项编号\", \"选项编号\"] }"}
	hintConfirm = diag.Message{
		EN: "write confirm = \"who confirms what\"",
		ZH: "请写 confirm = \"由哪里确认什么\""}
	hintBandWithin    = diag.Message{EN: "divide the question's bands at the limit of the range", ZH: "请在 questions.toml 里按这个界限分段"}
	hintEveryone      = diag.Message{EN: "if it is for everybody, write everyone = true instead", ZH: "如果人人可享，请改写 everyone = true"}
	hintUnsatisfiable = diag.Message{EN: "compare the conditions with each other, and with when of their questions", ZH: "请对照这些条件，以及问题里的 when"}
	hintSensitive     = diag.Message{EN: "remove the rules", ZH: "请删去资格条件"}
	hintOnlyEveryone  = diag.Message{EN: "keep one of the two", ZH: "两样留一样"}
	hintOptions       = diag.Message{EN: "write [[questions.options]] with id and text; of a number with min and max", ZH: "请写 [[questions.options]]，写明 id 和 text；数字题还要写 min、max"}
	hintReserved      = diag.Message{EN: "remove it: write unsure = true for the one; the other is always offered", ZH: "请删去：不清楚写 unsure = true；多选题总有“以上都没有”"}
	hintBand          = diag.Message{EN: "write min and max; only the first band may lack min and only the last max", ZH: "请写 min 和 max；只有第一段可以不写 min，最后一段可以不写 max"}
	hintStrayBand     = diag.Message{EN: "remove min and max, or write kind = \"number\"", ZH: "请删去 min、max，或把 kind 改成 \"number\""}
	hintBandGap       = diag.Message{EN: "write min = %d", ZH: "请写 min = %d"}
	hintOtherwise     = diag.Message{EN: "write when, or remove otherwise", ZH: "请写 when，或删去 otherwise"}
	hintEarlier       = diag.Message{EN: "put the question before this one, or mend when", ZH: "请把那道题移到前面，或改正 when"}
	hintConfirmAsked  = diag.Message{EN: "remove the line", ZH: "请删去这一行"}
	hintRules         = diag.Message{EN: "write [[eligibility]] from recipients_note, or everyone = true", ZH: "请按 recipients_note 写 [[eligibility]]，或写 everyone = true"}
	hintNeverYes      = diag.Message{EN: "add a route that the questions decide", ZH: "请加一种能由问题判断的情形"}
	hintRedundant     = diag.Message{EN: "remove it, or mend its conditions", ZH: "请删去，或改正条件"}
	hintUnusedOption  = diag.Message{EN: "use it in an item's eligibility, or remove it", ZH: "请在项目的资格条件里用上它，或删去"}
	hintMany          = diag.Message{EN: "join questions, or ask only the people whom they concern (when)", ZH: "请合并问题，或用 when 只问有关的人"}
	hintAmount        = diag.Message{EN: "write a number from 0 to 1000000000000", ZH: "请写 0 到 1000000000000 之间的数字"}
	hintAboveAll      = diag.Message{EN: "mend the figure, or add suspect = true with a note if the original says so", ZH: "请改正数字；原文就是这样的，请写 suspect = true，并在 note 里说明"}
	hintReversed      = diag.Message{EN: "compare with the original text, and mend one of the two", ZH: "请对照原文，改正其中一个"}
	hintFormer        = diag.Message{EN: "an old address can lead to one item only", ZH: "一个旧地址只能指向一个项目"}
	hintSummary       = diag.Message{EN: "write only what a person gets", ZH: "只写能得到什么"}
	hintShortName     = diag.Message{EN: "write the name that people use for the document, without the place that issued it", ZH: "写平时的叫法，不写发文机关"}
	hintShorten       = diag.Message{EN: "keep what matters most: the page says the rest further down", ZH: "只留最要紧的，其余的页面下面有"}
	hintVerify        = diag.Message{EN: "compare it with the original text, and give the source", ZH: "请找原文核对，并写上来源"}
	hintVerified      = diag.Message{EN: "when it is done, write verified = 2020-09-06", ZH: "核实以后，请写 verified = 2020-09-06（核实那天）"}
	hintExpired       = diag.Message{EN: "ask the lead agency for the rule in force", ZH: "请向牵头单位问清现行规定"}
	hintDay           = diag.Message{EN: "write the day too, such as 2026-11-30", ZH: "请写到日，例如 2026-11-30"}
	hintFuture        = diag.Message{EN: "compare with the original text, and mend the date", ZH: "请对照原文，改正日期"}
	hintOldFigure     = diag.Message{EN: "look for newer figures; handbook check --format json lists all of them under aged. What a person finds unchanged gets verified = DATE", ZH: "请查有没有新的数；全部列在 handbook check --format json 的 aged 里。查过没有变的，写 verified = 日期"}
	hintAged          = diag.Message{EN: "look for what has changed since, then write as_of = %s in site.toml; a county's own folder needs a newer base", ZH: "请查清这以后的变化，再在 site.toml 写 as_of = %s；县里自己的文件夹请换上省里新的底稿"}
	hintNotSorted     = diag.Message{EN: "enter each below its category, or under unsorted where none fits", ZH: "请写进一个大类的 items；归不进哪一类的，写进 unsorted"}
	hintNamesNone     = diag.Message{EN: "write at least one id into %s", ZH: "请在 %s 里至少写一个编号"}
	hintUnused        = diag.Message{EN: "name it in an item, or remove the page", ZH: "请在项目里用上它，或删去这一页"}
	hintTerm          = diag.Message{EN: "use a word from a title, an alias or a summary", ZH: "请用标题、别名或说明里出现的词"}

	hintParent        = diag.Message{EN: "write content/editions/%s/edition.toml", ZH: "请先写 content/editions/%s/edition.toml"}
	hintEdition       = diag.Message{EN: "write %sedition.toml with name and kind", ZH: "请写 %sedition.toml，写明 name 和 kind"}
	hintEditionPath   = diag.Message{EN: "write the city's id, or city/county, such as fuzhou/minhou", ZH: "写市的编号，或“市/县”，例如 fuzhou/minhou"}
	hintTaken         = diag.Message{EN: "take the place's name, such as minhou, for the folder's", ZH: "文件夹请用地名的拼音，例如 minhou"}
	hintStandardText  = diag.Message{EN: "mend the id, or write text = \"…\" if the standard is new here", ZH: "请改正 id；如果是本地新增的标准，请写 text = \"…\""}
	hintEditionPlaces = diag.Message{
		EN: "an edition's folder holds edition.toml, sources.toml, items/<item>.md, guides/<page>.md and forms to download in files/, and a city's also its counties' folders",
		ZH: "版本的文件夹里放 edition.toml、sources.toml、items/<项目>.md、guides/<页面>.md 和放在 files/ 里供下载的表格，市的文件夹里还可以放各县的文件夹"}
	hintPlaceTwice = diag.Message{EN: "mend the name, or move what is here to content/editions/%s and remove this folder", ZH: "请改正名称；是同一个地方的，请把内容移到 content/editions/%s，再删去这个文件夹"}
	hintCode       = diag.Message{EN: "write the six digits of the national list of divisions (GB/T 2260)", ZH: "请写行政区划代码（GB/T 2260）的六位数字"}
	hintReason     = diag.Message{EN: "say in a sentence why", ZH: "请用一句话写明原因"}
	hintFixed      = diag.Message{EN: "remove the line", ZH: "请删去这一行"}

	noteOutside  = diag.Message{EN: "outside_list = true is here", ZH: "outside_list = true 写在这里"}
	noteOther    = diag.Message{EN: "the other value is here", ZH: "另一条在这里"}
	noteValues   = diag.Message{EN: "values is here", ZH: "values 在这里"}
	noteEveryone = diag.Message{EN: "everyone = true is here", ZH: "写在这里"}
	noteWider    = diag.Message{EN: "the other route is here", ZH: "另一种情形在这里"}
	noteFirst    = diag.Message{EN: "the first one is here", ZH: "第一个在这里"}
)
