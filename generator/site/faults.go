package site

import "handbook/generator/diag"

var (
	addressTwice = diag.Message{Code: "address-taken",
		EN: "the address %q already belongs to %s", ZH: "地址“%s”已经属于 %s"}
	addressKept = diag.Message{Code: "address-kept",
		EN: "%q is a name that the program uses for its own manifest", ZH: "“%s”是程序自己的清单用的名称"}
	unreadable = diag.Message{Code: "unreadable",
		EN: "cannot read the file: %s", ZH: "文件读不出来：%s"}
	brokenLink = diag.Message{Code: "broken-link",
		EN: "the link \"%s\" leads nowhere", ZH: "链接“%s”指向的页面不存在"}
	brokenBelow = diag.Message{Code: "broken-link",
		EN: "the link \"%s\" is right on this page, but leads nowhere on the same page of editions below (%d), such as %s", ZH: "链接“%s”在本页有效，到了下级版本的同一页（%d 个）就失效，如%s"}
	refusedLink = diag.Message{Code: "refused-link",
		EN: "the layout links to an address that runs code or has an unknown scheme", ZH: "模板里的链接会运行代码，或者用了不认识的协议"}
	brokenAnchor = diag.Message{Code: "broken-anchor",
		EN: "%q has no anchor %q", ZH: "“%s”里没有“%s”这个位置"}
	missingImage = diag.Message{Code: "missing-image",
		EN: "the image \"%s\" is missing", ZH: "图片“%s”不存在"}

	brokenVersion = diag.Message{Code: "version",
		EN: "this earlier version has %d errors, the first in %s: %s", ZH: "这个旧版本有%d个错误，第一个在 %s：%s"}
	versionOfEdition = diag.Message{Code: "version",
		EN: "this is the list of %s, not of the province", ZH: "这是%s的清单，不是省里的清单"}
	otherVersion = diag.Message{Code: "version",
		EN: "this is the list of version %s", ZH: "这份清单的版本是%s"}
	sameVersion = diag.Message{Code: "version",
		EN: "version %s is the current version of the handbook", ZH: "%s版就是手册现在的版本"}
	versionTwice = diag.Message{Code: "version",
		EN: "there are two files of version %s", ZH: "%s版放了两份"}
	unchanged = diag.Message{Code: "unchanged-item",
		EN: "the item %q has not changed", ZH: "项目“%s”没有变化"}
	notesAlone = diag.Message{Code: "no-earlier-list",
		EN: "there is no earlier list to compare version %s with, so no page shows these notes", ZH: "没有可以和%s版比较的旧清单，这些说明不会显示"}

	hintVersion       = diag.Message{EN: "export the province's list with handbook export or handbook bundle", ZH: "请放省版的：用 handbook export 或 handbook bundle 导出"}
	hintBrokenVersion = diag.Message{EN: "fix them in its source folder and bundle it again, or keep only its catalogue.json", ZH: "请在原来的文件夹里改好再打包，或只放它的 catalogue.json"}
	hintOtherVersion  = diag.Message{EN: "rename the file to %s", ZH: "请把文件改名为 %s"}
	hintSameVersion   = diag.Message{EN: "write the new version in site.toml, or remove the file", ZH: "请在 site.toml 里写上新版本，或删去这个文件"}
	hintVersionTwice  = diag.Message{EN: "keep the .zip, which also has the pages", ZH: "请只留 .zip，它连网页也有"}
	hintUnchanged     = diag.Message{EN: "remove the line", ZH: "请删去这一行"}
	hintDidYouMean    = diag.Message{EN: "did you mean %q?", ZH: "是不是“%s”？"}
	hintNotesAlone    = diag.Message{EN: "put the earlier one into content/versions", ZH: "请把旧清单放进 content/versions"}
	noteVersion       = diag.Message{EN: "site.toml sets the version here", ZH: "版本写在这里"}

	hintAddress = diag.Message{EN: "rename one of the two", ZH: "请给其中一个改名"}
	hintRename  = diag.Message{EN: "rename it", ZH: "请改名"}
	hintLink    = diag.Message{
		EN: "to link to a page of the handbook write [](item:its-id), to a file of content/files/ or static/ [](file:its-name); other addresses begin with https://",
		ZH: "链接手册里的页面请写 [](item:编号)，链接 content/files/ 或 static/ 里的文件请写 [](file:文件名)；其他网址以 https:// 开头"}
	hintBelow = diag.Message{
		EN: "an address that begins at the page holds in one folder alone: write file:name for a file of content/files/ or static/, item:its-id for a page",
		ZH: "从页面算起的地址只在一个文件夹里有效：content/files/ 或 static/ 里的文件请写 file:文件名，页面请写 item:编号"}
	hintAnchor      = diag.Message{EN: "the page has these anchors: %s", ZH: "那里可用的位置：%s"}
	hintRefusedLink = diag.Message{
		EN: "begin the address with https://, http://, mailto: or tel:, and write that part into the layout, not into a value",
		ZH: "网址以 https://、http://、mailto: 或 tel: 开头，这一部分要写在模板里，不能来自变量"}
	hintNoAnchor = diag.Message{EN: "remove the part after #", ZH: "请删去 # 后面的部分"}
	hintImage    = diag.Message{
		EN: "put it beside the page or into static/, and write its path from the page",
		ZH: "请把图片放在页面旁边或 static/ 里，并写出从页面出发的路径"}
	hintImageName = diag.Message{
		EN: "the file is named \"%s\"; its address is %s", ZH: "文件名是“%s”，地址要写成 %s"}
)
