package main

import "handbook/generator/diag"

// Messages of the command line.
var (
	hintWord = diag.Message{EN: "hint", ZH: "办法"}

	helpRoot     = diag.Message{EN: "builds the site of a public service handbook", ZH: "生成基本公共服务手册网站"}
	helpRootLong = diag.Message{
		EN: "handbook turns the pages in content/ into a website of plain files: one page for\neach service, recipient group and agency, linked with each other.",
		ZH: "把 content/ 里的页面做成网站：每项服务、每类人群、每个部门一页，互相链接。\n做好的网站是普通文件，可以放到任何网站，也可以用优盘拷走。"}
	helpBuild     = diag.Message{EN: "writes the site", ZH: "生成网站"}
	helpBuildLong = diag.Message{
		EN: "build reads the project's folder and writes the site. If the content has errors,\nbuild lists all of them and leaves the site as it was. One --edition makes a site\nof that edition alone; several keep their addresses in the whole site.",
		ZH: "读取项目文件夹，生成网站。内容有错误时一次全部列出，原来的网站保持不变。\n写一个 --edition，只生成那一版，自成一个网站；写几个，各在原来的位置。"}
	helpCheck     = diag.Message{EN: "looks for errors and gaps without writing anything", ZH: "检查错误和缺漏，不改动任何文件"}
	helpCheckLong = diag.Message{
		EN: "check reports the faults that build reports, and also broken links, missing images,\nunverified and missing facts, expired content, and pages that nothing uses.",
		ZH: "除了生成时会发现的错误，还检查断开的链接、缺少的图片、待核实和待补充的事实、\n过了有效期的内容，以及没有用到的页面。"}
	helpServe     = diag.Message{EN: "shows the site while you write it", ZH: "一边改一边预览"}
	helpServeLong = diag.Message{
		EN: "serve shows the site on this machine. The browser reloads when you save a file; errors\nappear above the last good page, with their position and a hint. Ctrl-C ends it.",
		ZH: "在本机预览网站。保存后浏览器马上更新；写错时，页面上方会显示位置和改法，下面仍是改错之前的样子。\n按 Ctrl-C 结束。"}

	helpNew     = diag.Message{EN: "starts a new page", ZH: "新建页面"}
	helpNewItem = diag.Message{EN: "starts the page of a service item, with every key explained", ZH: "新建服务项目页，每个字段都有说明"}
	helpNewLong = diag.Message{
		EN: "new item writes content/items/DOMAIN/ID.md with every key explained; in a county's own\nfolder it is an item of the county's edition. The id has lower-case letters, digits and\nhyphens, and becomes the page's address.",
		ZH: "新建 content/items/领域/编号.md，每个字段都有说明；在县里自己的文件夹，写进本县的版本，\n是本县自己的项目。编号用小写字母、数字和连字符，也是页面的网址，定了以后不要改。"}
	helpNewGuide     = diag.Message{EN: "starts a page of explanations, with every key explained", ZH: "新建指南页，每个字段都有说明"}
	helpNewGuideLong = diag.Message{
		EN: "new guide writes content/guides/ID.md with every key explained; in a county's own folder\nit stands in the county's edition. The id has lower-case letters, digits and hyphens, and\nbecomes the page's address.",
		ZH: "新建 content/guides/编号.md，每个字段都有说明；在县里自己的文件夹，写进本县的版本。\n编号用小写字母、数字和连字符，也是页面的网址，定了以后不要改。"}
	helpNewEdition     = diag.Message{EN: "starts the edition of a city or county", ZH: "新建市、县的版本"}
	helpNewEditionLong = diag.Message{
		EN: "new edition writes content/editions/CITY/COUNTY/edition.toml. With --base it starts the\ncounty's own folder, which builds on the province's bundle.",
		ZH: "新建 content/editions/市/县/edition.toml。加 --base 时，在当前文件夹建立县里自己的\n手册，其余内容来自省里打包的文件。"}
	helpBundle     = diag.Message{EN: "writes the base that counties build their own editions on", ZH: "打包省、市的内容，给各县自己做手册用"}
	helpBundleLong = diag.Message{
		EN: "bundle writes everything except the counties' own editions into one .zip file, and its\nSHA-256 sum beside it. The same content gives the same file.",
		ZH: "把除各县版本以外的全部内容打成一个 .zip 文件，旁边写上校验和。\n内容相同，文件就相同。"}
	helpDiff     = diag.Message{EN: "compares two lists of items, or two days", ZH: "比较两份清单、或两天之间改了什么"}
	helpDiffLong = diag.Message{
		EN: "OLD and NEW are folders, bundles (.zip) or catalogue.json files. diff lists the items\nthat were added, removed, renamed or merged, the standards that rose or fell, who gains or\nloses an item, and what else touches people: who pays, conditions, dates, phones, the guide.\nA county's own folder is compared with its edition in the other list or the nearest above.\nWith --from and --to, and without lists, diff tells of one edition which standards began or\nended between two days, and what stood before them.",
		ZH: "OLD 和 NEW 可以是手册的文件夹、打好的包（.zip）或 catalogue.json。逐项列出新增、\n取消、改名、合并的项目，标准的升降，服务对象的变化，以及其他和群众有关的改动：谁出钱、\n条件、日期、电话、办事指南。县里自己的文件夹，和另一份清单里本县或上级的版本比较。\n不写清单，只写 --from、--to 时，列出一个版本在两天之间有哪些标准开始或停止执行，原来是多少。"}
	helpExport     = diag.Message{EN: "writes an edition as an Excel workbook to fill in, or as open data", ZH: "导出 Excel 工作簿给各地填写，或导出开放数据"}
	helpExportLong = diag.Message{
		EN: "export writes a workbook: grey cells show inherited values, white cells take the edition's\nown. Without --edition it exports the province. import reads the workbook back. --format json\nand csv write the open data in data/ of the edition's site, byte for byte: json the whole list\nin one file, csv a folder of tables.",
		ZH: "导出 Excel 工作簿：灰色是上级的内容，白色由本地填写。不写 --edition 就是省里自己的内容。\n填好以后用 import 导入。写 json、csv 时导出开放数据，与网站 data/ 里的文件一字不差：\njson 是整份清单一个文件，csv 是一个文件夹，里面是几张表。"}
	helpImport     = diag.Message{EN: "reads a filled-in workbook", ZH: "导入填好的 Excel 工作簿"}
	helpImportLong = diag.Message{
		EN: "import lists each cell that differs from the content, and writes the changes into content/.\nIf check would refuse one of them, import names its sheet and cell, and writes nothing.",
		ZH: "列出和现有内容不同的每一格，再写进 content/。检查通不过的，指明哪张表、哪一格、怎样改；\n有一处不对，就全部不写。"}
	helpVersion = diag.Message{EN: "prints the version", ZH: "显示版本"}

	flagSource      = diag.Message{EN: "the project's `folder` (default: the current folder)", ZH: "项目`文件夹`（默认是当前文件夹）"}
	flagLang        = diag.Message{EN: "`language` of messages, zh or en (default: the system's)", ZH: "提示用的`语言`，zh 或 en（默认跟随系统）"}
	flagAsOf        = diag.Message{EN: "the `day` to speak as of, such as 2026-11-30, instead of as_of in site.toml", ZH: "按哪一`天`的情况说，例如 2026-11-30，代替 site.toml 里的 as_of"}
	flagToday       = diag.Message{EN: "the `day` that counts as today (default: the clock's)", ZH: "把哪一`天`当作今天（默认看系统时钟）"}
	flagHelp        = diag.Message{EN: "explains the command", ZH: "显示说明"}
	flagOutput      = diag.Message{EN: "the `folder` to write to (default: public in the project)", ZH: "网站写到哪个`文件夹`（默认是项目里的 public）"}
	flagBaseURL     = diag.Message{EN: "the site's `address`, instead of base_url in site.toml", ZH: "网站的`网址`，代替 site.toml 里的 base_url"}
	flagEdition     = diag.Message{EN: "only the edition with this `path`, such as fuzhou/minhou", ZH: "只生成一版，写`路径`，例如 fuzhou/minhou"}
	flagName        = diag.Message{EN: "the place's `name`, if seeds/divisions.toml does not list it", ZH: "地方的`名称`，seeds/divisions.toml 里没有时要写"}
	flagBase        = diag.Message{EN: "the `base` to build on, a folder or a .zip: starts a folder of the edition's own", ZH: "以`上级内容`（文件夹或 .zip）为基础，建立县里自己的手册"}
	flagBundle      = diag.Message{EN: "the `file` to write (default: handbook-base.zip)", ZH: "写到哪个`文件`（默认 handbook-base.zip）"}
	flagExport      = diag.Message{EN: "the `edition` to export, by its path, such as fuzhou/minhou (default: the province)", ZH: "导出哪个`版本`，写路径，例如 fuzhou/minhou（默认是全省）"}
	flagForm        = diag.Message{EN: "`format` of the file: xlsx (default), csv or json", ZH: "文件的`格式`：xlsx（默认）、csv 或 json"}
	flagFile        = diag.Message{EN: "the `file` to write, - for the standard output, with csv the folder (default: CITY-COUNTY.xlsx, catalogue.json, catalogue-csv)", ZH: "写到哪个`文件`，- 是标准输出，csv 写文件夹（默认 市-县.xlsx、catalogue.json、catalogue-csv）"}
	flagDryRun      = diag.Message{EN: "only show the changes", ZH: "只列出改动，不写入"}
	flagStrict      = diag.Message{EN: "treat warnings as errors", ZH: "把警告也当作错误"}
	flagDiffEdition = diag.Message{EN: "the `edition` whose days to compare, by its path (default: the province)", ZH: "比较哪个`版本`的两天，写路径（默认是全省）"}
	flagFormat      = diag.Message{EN: "`format` of the report: text (default), json or sarif", ZH: "报告的`格式`：text（默认）、json 或 sarif"}
	flagTitle       = diag.Message{EN: "the page's `title`; of an item its official name", ZH: "页面的`标题`；项目写正式名称"}
	flagShard       = diag.Message{EN: "one `shard` of the editions, such as 2/4; copy the folders of all shards into one for the whole site", ZH: "只生成其中`一份`，例如 2/4 是四份里的第二份；各份的文件夹拷到一起，就是整个网站"}
	flagLicences    = diag.Message{EN: "print the licences of all libraries in this program", ZH: "显示本程序所含全部程序库的许可证"}
	flagCompress    = diag.Message{EN: "write .gz and .br beside text files, for web servers that send them", ZH: "在文本文件旁边另写 .gz 和 .br，供网站服务器直接发送"}
	flagDiff        = diag.Message{EN: "`format` of the report: text (default) or json", ZH: "报告的`格式`：text（默认）或 json"}
	flagFrom        = diag.Message{EN: "the `day` to compare with (default: the last one of the list's period)", ZH: "从哪一`天`比起（默认是清单期限的最后一天）"}
	flagTo          = diag.Message{EN: "the `day` to compare (default: as_of in site.toml)", ZH: "比到哪一`天`（默认是 site.toml 里的 as_of）"}
	flagAgainst     = diag.Message{EN: "an earlier `list` (folder, .zip or catalogue.json): reports what in the editions no longer fits", ZH: "对照`旧清单`（文件夹、.zip 或 catalogue.json），列出各版不再合适的内容"}

	readDone = diag.Message{EN: "read: %d items; editions to write: %d", ZH: "读完：%d 个服务项目，要写 %d 个版本"}
	written  = diag.Message{EN: "site in %s: %d files written, %d unchanged, %d removed",
		ZH: "网站在 %s：写入 %d 个文件，%d 个没有变化，删去 %d 个"}
	notWritten = diag.Message{EN: "the site was not written; the earlier one stays as it was",
		ZH: "没有生成网站，原来的网站保持不变"}
	counted    = diag.Message{EN: "%d errors, %d warnings", ZH: "%d 个错误，%d 个警告"}
	seeCheck   = diag.Message{EN: "handbook check prints each warning, with its place and what to do", ZH: "每一条的位置和办法，请运行 handbook check"}
	aboveFloor = diag.Message{EN: "%d standards are above the inherited ones:", ZH: "高于上级标准的有 %d 条："}
	created    = diag.Message{EN: "written: %s", ZH: "已新建：%s"}
	nextNew    = diag.Message{EN: "fill it in, then run: handbook check", ZH: "填好以后请运行：handbook check"}

	machineFailed    = diag.Message{EN: "the machine failed: %s", ZH: "机器出了问题：%s"}
	flagAddr         = diag.Message{EN: "`host:port` to serve on (default: 127.0.0.1:1313, which only this machine reaches)", ZH: "预览用的`主机:端口`（默认 127.0.0.1:1313，只有本机能看）"}
	flagEditionServe = diag.Message{EN: "show only this `edition`, as build --edition writes it", ZH: "只预览这个`版本`，与 build --edition 一样"}
	flagOpen         = diag.Message{EN: "open the browser", ZH: "打开浏览器"}
	flagEditor       = diag.Message{EN: "`address` that opens a file in your editor; {path}, {line} and {column} are filled in (default: VS Code)", ZH: "打开源文件用的`地址`，{path}、{line}、{column} 会换成文件、行、列（默认用 VS Code）"}
	wrongAddr        = diag.Message{EN: "%q is not a host and port: write 127.0.0.1:1313", ZH: "“%s”不是主机和端口，请写成 127.0.0.1:1313"}
	cannotListen     = diag.Message{EN: "cannot serve on %s: %s", ZH: "不能在 %s 上预览：%s"}
	serving          = diag.Message{EN: "preview: %s (ready after %d ms)", ZH: "预览地址：%s（%d 毫秒后就绪）"}
	howToEnd         = diag.Message{EN: "the browser reloads when you save a file; Ctrl-C ends the preview", ZH: "保存文件后浏览器自动更新；按 Ctrl-C 结束"}
	noBrowser        = diag.Message{EN: "cannot open the browser: %s", ZH: "浏览器打不开：%s"}
	ended            = diag.Message{EN: "ended", ZH: "已结束"}
	hintHelp         = diag.Message{EN: "handbook --help explains the commands", ZH: "handbook --help 有用法说明"}
	unknownCommand   = diag.Message{EN: "there is no command %q", ZH: "没有“%s”这个命令"}

	unknownCommandNear = diag.Message{EN: "there is no command %q; did you mean %q?", ZH: "没有“%s”这个命令，是不是“%s”？"}

	unknownFlag     = diag.Message{EN: "there is no flag %s", ZH: "没有 %s 这个选项"}
	unknownFlagNear = diag.Message{EN: "there is no flag %s; did you mean %s?", ZH: "没有 %s 这个选项，是不是 %s？"}
	bareFlag        = diag.Message{EN: "%s needs a value after it", ZH: "%s 后面要写内容"}
	emptyFlag       = diag.Message{EN: "%s is empty: write a value, or leave it out", ZH: "%s 是空的：请写上内容，或者不写这个选项"}
	wrongValue      = diag.Message{EN: "%s cannot be %q", ZH: "%s 不能写“%s”"}
	unknownLang     = diag.Message{EN: "there are no messages in the language %q: write zh or en", ZH: "提示没有“%s”这种语言，请写 zh 或 en"}

	unknownDay         = diag.Message{EN: "%q is not a day: write, for example, 2026-11-30", ZH: "“%s”不是日期，请写成 2026-11-30 这样"}
	wrongFlag          = diag.Message{EN: "%s", ZH: "选项不对：%s"}
	wrongCount         = diag.Message{EN: "%s: wrong number of arguments: want %d, got %d", ZH: "%s 要 %d 个参数，给了 %d 个"}
	wrongFormat        = diag.Message{EN: "there is no format %q: write text, json or sarif", ZH: "没有“%s”这种格式，请写 text、json 或 sarif"}
	wrongShard         = diag.Message{EN: "%q is not a shard: write 2/4 for the second of four", ZH: "“%s”不是“第几份/共几份”：例如四份里的第二份写 2/4"}
	wrongDiff          = diag.Message{EN: "there is no format %q: write text or json", ZH: "没有“%s”这种格式，请写 text 或 json"}
	listsAndDays       = diag.Message{EN: "diff compares two lists or two days: leave out the lists, or --from, --to and --edition", ZH: "diff 比较两份清单或者两天：请去掉清单，或去掉 --from、--to、--edition"}
	daysReversed       = diag.Message{EN: "%s is later than %s: write the earlier day after --from", ZH: "%s 晚于 %s：请把早的一天写在 --from 后面"}
	noSource           = diag.Message{EN: "there is no folder %q", ZH: "没有“%s”这个文件夹"}
	unknownEdition     = diag.Message{EN: "there is no edition %q", ZH: "没有“%s”这一版"}
	unknownEditionNear = diag.Message{EN: "there is no edition %q; did you mean %q?", ZH: "没有“%s”这一版，是不是“%s”？"}
	otherEdition       = diag.Message{EN: "there is no edition %q here: this folder holds only %s", ZH: "这里没有“%s”这一版：这个文件夹只有 %s"}
	notProvince        = diag.Message{EN: "%s is the list of %s: name a list of the province", ZH: "%s 是%s的清单，请写省里的清单"}
	noHandbook         = diag.Message{EN: "%s is not a handbook's folder: it has no site.toml", ZH: "%s 不是手册的文件夹：里面没有 site.toml"}
	newInCounty        = diag.Message{EN: "this folder holds one edition: start another in the province's folder, or with --base in a folder of its own", ZH: "这个文件夹只有一版：别的版本请在省里的文件夹新建，或用 --base 另建文件夹"}
	strayInCounty      = diag.Message{Code: "stray-file", EN: "this folder holds the edition %s alone, so the site does not have this file", ZH: "这个文件夹只有 %s 这一版，网站上不会有这个文件"}
	hintStrayPage      = diag.Message{EN: "move it to %s, or send it to those who write the base", ZH: "请移到 %s；要改上级的内容，请发给上级"}
	hintStrayStatic    = diag.Message{EN: "put it beside the page that shows it, in items/ or in %s; what all editions share stands in the base", ZH: "请放到用它的页面旁边（items/ 或 %s）；各版共用的文件放在上级"}
	hintStray          = diag.Message{EN: "delete it, or send it to those who write the base", ZH: "请删去；要改上级的内容，请发给上级"}
	wrongEdition       = diag.Message{EN: "%q is not CITY or CITY/COUNTY: write, for example, fuzhou/minhou", ZH: "“%s”不是“市”或“市/县”的写法：例如 fuzhou/minhou"}
	editionExists      = diag.Message{EN: "the edition %q already exists", ZH: "“%s”这一版已经有了"}
	noCity             = diag.Message{EN: "there is no edition of the city %q yet: start it first", ZH: "还没有“%s”市的版本，请先新建"}
	unknownPlace       = diag.Message{EN: "the name of %s is unknown: add --name", ZH: "不知道 %s 的名称：请加上 --name"}
	fileExists         = diag.Message{EN: "%s already exists", ZH: "%s 已经有了"}
	bundleOfCounty     = diag.Message{EN: "this folder holds one edition: run bundle in the province's folder", ZH: "这个文件夹只有一版：打包要在省里的文件夹进行"}
	bundled            = diag.Message{EN: "%s: %d files, sum %s", ZH: "%s：%d 个文件，校验和 %s"}
	wrongItemID        = diag.Message{EN: "%q is not DOMAIN/ID: write, for example, education/free-books",
		ZH: "“%s”不是“领域/编号”的写法：例如 education/free-books"}
	wrongExport   = diag.Message{EN: "there is no format %q: write xlsx, csv or json", ZH: "没有“%s”这种格式，请写 xlsx、csv 或 json"}
	noSuchFile    = diag.Message{EN: "there is no file %q", ZH: "没有“%s”这个文件"}
	otherWorkbook = diag.Message{EN: "the workbook is for %s, this folder holds only %s", ZH: "工作簿是%s的，这个文件夹只有%s"}
	exported      = diag.Message{EN: "%s: the workbook of %s, %d items", ZH: "%s：%s的工作簿，%d 个项目"}
	cellDiffers   = diag.Message{EN: "%s!%s %s, %s: %s → %s", ZH: "%s!%s %s %s：%s → %s"}
	cellEmpty     = diag.Message{EN: "(empty)", ZH: "（空）"}
	nothingNew    = diag.Message{EN: "the workbook of %s changes nothing", ZH: "%s的工作簿和现有内容一样，没有改动"}
	wouldWrite    = diag.Message{EN: "%s: %d cells differ; --dry-run writes nothing", ZH: "%s：%d 格有改动；加了 --dry-run，没有写入"}
	imported      = diag.Message{EN: "%s: %d cells, %d files written", ZH: "%s：%d 格有改动，写入 %d 个文件"}
	notImported   = diag.Message{EN: "nothing was written; correct the cells and import the workbook again", ZH: "没有写入任何内容。请改好上面的格子，保存后重新导入"}
	undone        = diag.Message{EN: "an import was killed here: its changes are undone", ZH: "上次导入中途停止，已恢复到导入以前"}
	undoneBut     = diag.Message{EN: "%s has been edited since and stays as it is", ZH: "%s 后来又改过，保持不变"}
	unknownDomain = diag.Message{EN: "there is no domain %q; known domains: %s", ZH: "没有“%s”这个领域；现有：%s"}
	itemExists    = diag.Message{EN: "the id %q is taken by %s", ZH: "编号“%s”已经用于 %s"}
)

// Messages of the command pdf.
var (
	helpPDF     = diag.Message{EN: "makes a PDF of the booklet", ZH: "制作打印用的手册（PDF）"}
	helpPDFLong = diag.Message{
		EN: "pdf makes a PDF of one edition's booklet, with bookmarks and structure for screen readers.\nIt needs Chromium, Chrome or Edge on this machine; if pdf does not find it, set CHROMIUM to its path.",
		ZH: "把一版手册做成 PDF，带书签和读屏用的结构。\n需要电脑上装有 Edge、Chrome 或 Chromium；装在别处时用环境变量 CHROMIUM 写明路径。"}
	flagEditionPDF = diag.Message{EN: "the edition, by its `path`, such as fuzhou/minhou (default: the province's)", ZH: "哪一版，写`路径`，例如 fuzhou/minhou（默认是省版）"}
	flagPDF        = diag.Message{EN: "the `file` to write (default: booklet.pdf, booklet-fuzhou.pdf, …)", ZH: "写到哪个`文件`（默认 booklet.pdf、booklet-fuzhou.pdf 等）"}
	flagPaper      = diag.Message{EN: "`size` of paper: a4 (default) or a5", ZH: "纸张`大小`：a4（默认）或 a5"}
	flagLarge      = diag.Message{EN: "large print", ZH: "大字"}
	wrongPaper     = diag.Message{EN: "there is no paper %q: write one of %s", ZH: "没有“%s”这种纸张，请写：%s"}
	printed        = diag.Message{EN: "booklet in %s: %d KiB", ZH: "手册在 %s：%d KiB"}
	noChromium     = diag.Message{EN: "no browser was found that can make a PDF", ZH: "没有找到能制作 PDF 的浏览器"}
	hintChromium   = diag.Message{
		EN: "install Microsoft Edge (every Windows has it), Google Chrome or Chromium (Debian, Ubuntu: apt install chromium), or set CHROMIUM to the program's path; or open print.html in any browser and print from there",
		ZH: "请安装 Microsoft Edge（Windows 自带）、谷歌浏览器 Chrome 或 Chromium（统信、麒麟等 Linux：apt install chromium）；装在别处时，把环境变量 CHROMIUM 设为程序的路径。也可以用任何浏览器打开 print.html 直接打印"}
	noPrint   = diag.Message{EN: "the browser made no PDF: %s", ZH: "浏览器没有做出 PDF：%s"}
	hintPrint = diag.Message{EN: "set CHROMIUM to the path of another browser, or open print.html in any browser and print from there",
		ZH: "可以把环境变量 CHROMIUM 设为另一个浏览器的路径，或者用任何浏览器打开 print.html 直接打印"}
)

// usageTemplate returns the part of a help text that lists commands and flags.
func usageTemplate(lang diag.Lang) string {
	words := map[string]diag.Message{
		"Usage":    {EN: "Usage:", ZH: "用法："},
		"Commands": {EN: "Commands:", ZH: "命令："},
		"Flags":    {EN: "Flags:", ZH: "选项："},
		"Global":   {EN: "Flags of all commands:", ZH: "各命令通用的选项："},
		"Examples": {EN: "Examples:", ZH: "例子："},
		"command":  {EN: "COMMAND", ZH: "命令"},
		"flags":    {EN: "[flags]", ZH: "[选项]"},
	}
	w := func(key string) string { return words[key].In(lang) }
	return w("Usage") + `
  {{if .Runnable}}{{if .HasAvailableSubCommands}}{{.CommandPath}} ` + w("command") + `{{else}}{{.CommandPath}}{{with .Annotations}}{{with .args}} {{.}}{{end}}{{end}} ` + w("flags") + `{{end}}{{else}}{{.CommandPath}} ` + w("command") + `{{end}}
{{if .HasExample}}
` + w("Examples") + `
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
` + w("Commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
` + w("Flags") + `
{{.LocalFlags.FlagUsages | align | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
` + w("Global") + `
{{.InheritedFlags.FlagUsages | align | trimTrailingWhitespaces}}
{{end}}`
}
