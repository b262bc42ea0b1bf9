package site

import "handbook/generator/diag"

var (
	addressTwice = diag.Message{Code: "address-taken",
		EN: "the address %q belongs to %s already", ZH: "地址“%s”已经属于 %s"}
	unreadable = diag.Message{Code: "unreadable",
		EN: "the file cannot be read: %s", ZH: "文件读不出来：%s"}
	brokenLink = diag.Message{Code: "broken-link",
		EN: "nothing stands at %q", ZH: "链接“%s”指向的页面不存在"}
	brokenAnchor = diag.Message{Code: "broken-anchor",
		EN: "%q has no place %q", ZH: "“%s”里没有“%s”这个位置"}
	missingImage = diag.Message{Code: "missing-image",
		EN: "the image %q is missing", ZH: "图片“%s”不存在"}

	hintAddress = diag.Message{EN: "rename one of the two", ZH: "请给其中一个改名"}
	hintLink    = diag.Message{
		EN: "to link to a page of the handbook write [](item:its-id); other addresses begin with https://",
		ZH: "链接手册里的页面请写 [](item:编号)；其他网址以 https:// 开头"}
	hintAnchor   = diag.Message{EN: "places there are: %s", ZH: "那里可用的位置：%s"}
	hintNoAnchor = diag.Message{EN: "remove the part after #", ZH: "请删去 # 后面的部分"}
	hintImage    = diag.Message{
		EN: "put it beside the page or into static/, and write its path from the page",
		ZH: "请把图片放在页面旁边或 static/ 里，并写出从页面出发的路径"}
)
