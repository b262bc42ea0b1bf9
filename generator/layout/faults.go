package layout

import "handbook/generator/diag"

var (
	noLayouts = diag.Message{Code: "no-layouts",
		EN: "there are no layouts", ZH: "没有版面模板"}
	unreadable = diag.Message{Code: "unreadable",
		EN: "the layout cannot be read: %s", ZH: "版面模板读不出来：%s"}
	notUTF8 = diag.Message{Code: "not-utf-8",
		EN: "the layout is not UTF-8", ZH: "版面模板不是 UTF-8 编码"}
	noTemplate = diag.Message{Code: "no-layout",
		EN: "there is no layout %q", ZH: "没有版面模板“%s”"}
	badTemplate = diag.Message{Code: "layout",
		EN: "the layout fails: %s", ZH: "版面模板出错：%s"}
	cutMark = diag.Message{Code: "layout-cut",
		EN: "the layout shows a part of a text that every page fills in", ZH: "模板把每页各自填写的文字拆开了"}
	unknownText = diag.Message{Code: "unknown-text",
		EN: "texts.toml has no text %q", ZH: "texts.toml 里没有“%s”这条文字"}

	hintNoLayouts = diag.Message{
		EN: "layouts/ belongs to the project: copy it again from the same version",
		ZH: "layouts/ 是项目的一部分：请从同一版本重新取回"}
	hintUTF8 = diag.Message{
		EN: "save the file as UTF-8", ZH: "请把文件另存为 UTF-8 编码"}
	hintTemplate = diag.Message{
		EN: "a layout can show the fields of its view in generator/pages",
		ZH: "模板里能用的字段，见 generator/pages 中对应的视图"}
	hintCutMark = diag.Message{
		EN: "show such texts whole, without slice or printf with a width", ZH: "这些文字请整段写出，不要用 slice，也不要用 printf 截取"}
	hintNearText = diag.Message{EN: "did you mean %q?", ZH: "是不是“%s”？"}
	hintAddText  = diag.Message{EN: "add it to layouts/texts.toml", ZH: "请把它加进 layouts/texts.toml"}
)
