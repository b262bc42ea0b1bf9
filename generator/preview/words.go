package preview

import "handbook/generator/diag"

// Messages on the terminal and in answers.
var (
	cannotRead = diag.Message{Code: "unreadable",
		EN: "cannot read the folder: %s", ZH: "文件夹读不出来：%s"}
	hintCannotRead = diag.Message{
		EN: "the preview continues when the folder is readable again", ZH: "能读出来后，预览会自动继续"}

	broken = diag.Message{
		EN: "%d errors; the preview still shows the last site without errors", ZH: "有 %d 处错误，预览仍显示改错之前的样子"}
	fixed   = diag.Message{EN: "all errors are fixed", ZH: "错误都改好了"}
	changed = diag.Message{EN: "%s changed: read in %d ms", ZH: "%s 有改动，%d 毫秒后更新"}
	andMore = diag.Message{EN: "%s and %d more", ZH: "%s 等 %d 个文件"}

	pollLimit = diag.Message{
		EN: "the system cannot watch more files (%s); scanning them every %d ms instead",
		ZH: "系统不能再监视更多文件（%s），改为每 %d 毫秒检查一次"}
	pollSilent = diag.Message{
		EN: "the drive reports no changes (a network drive?); scanning it every %d ms instead",
		ZH: "这个磁盘不通知文件改动（可能是网络盘），改为每 %d 毫秒检查一次"}

	portTaken = diag.Message{EN: "port %s is taken; using %s", ZH: "端口 %s 已被占用，改用 %s"}
	openToAll = diag.Message{
		EN: "everyone who can reach this machine can read the drafts; 127.0.0.1 keeps them on it",
		ZH: "注意：能连到这台电脑的人现在都能看到草稿；只在本机预览请用 127.0.0.1"}

	wrongHost = diag.Message{
		EN: "this preview does not answer for %s; open the address on the terminal",
		ZH: "预览不接受用 %s 访问，请用命令行窗口里显示的地址打开"}
	wrongOrigin  = diag.Message{EN: "only the preview's own pages can use this address", ZH: "只有预览自己的页面可以用这个地址"}
	onlyReading  = diag.Message{EN: "the preview accepts no data", ZH: "预览只能看，不接收任何提交"}
	nothingHere  = diag.Message{EN: "there is no page %s", ZH: "%s 没有内容"}
	nothingYet   = diag.Message{EN: "Fix the errors to see the pages", ZH: "改好错误后才能显示页面"}
	noDay        = diag.Message{EN: "%q is not a day", ZH: "“%s”不是日期"}
	tooManyPages = diag.Message{EN: "too many pages are open", ZH: "打开的页面太多了"}
)

// barWords holds the words of the bar and the overlay; %d is a number.
var barWords = map[string]diag.Message{
	"preview":    {EN: "Preview", ZH: "预览"},
	"edition":    {EN: "Edition", ZH: "版本"},
	"day":        {EN: "As of; empty for the day of site.toml", ZH: "按哪一天的情况显示；清空就是 site.toml 里的那一天"},
	"inherited":  {EN: "Inherited %d", ZH: "继承 %d"},
	"own":        {EN: "this edition's own", ZH: "本版写的"},
	"from":       {EN: "from", ZH: "来自"},
	"origin":     {EN: "Sources of this page's facts", ZH: "本页内容写在哪里"},
	"unverified": {EN: "Unverified %d", ZH: "待核实 %d"},
	"missing":    {EN: "Missing %d", ZH: "待补充 %d"},
	"gaps":       {EN: "Click to go to the place on the page", ZH: "点一下，跳到页面上的位置"},
	"findings":   {EN: "Check %d", ZH: "检查 %d"},
	"noFindings": {EN: "The check found nothing on this page", ZH: "这一页检查没有发现问题"},
	"source":     {EN: "Open source", ZH: "打开源文件"},
	"errors":     {EN: "%d errors: below is the last page without errors", ZH: "有 %d 处错误，下面是改错之前的页面"},
	"showErrors": {EN: "Errors %d", ZH: "错误 %d"},
	"error":      {EN: "error", ZH: "错误"},
	"warning":    {EN: "warning", ZH: "警告"},
	"hint":       {EN: "hint", ZH: "办法"},
	"note":       {EN: "note", ZH: "参看"},
	"close":      {EN: "Close", ZH: "收起"},
	"hide":       {EN: "Hide the bar", ZH: "收起预览条"},
	"show":       {EN: "Show the preview's bar", ZH: "展开预览条"},
	"lost":       {EN: "The preview has stopped; start it again to continue", ZH: "预览已停止，重新启动后会自动恢复"},
	"nothingGap": {EN: "None on this page", ZH: "这一页没有"},
}
