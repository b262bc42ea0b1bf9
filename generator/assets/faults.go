package assets

import "handbook/generator/diag"

var (
	broken = diag.Message{Code: "asset-broken",
		EN: "%s",
		ZH: "样式或脚本有误：%s"}
	doubtful = diag.Message{Code: "asset-doubtful",
		EN: "%s",
		ZH: "样式或脚本可能有误：%s"}
	missing = diag.Message{Code: "asset-missing",
		EN: "%q: there is no file %s",
		ZH: "%q：找不到文件 %s"}
	outside = diag.Message{Code: "asset-outside",
		EN: "%q leads out of the folder static",
		ZH: "%q 指到了规定的文件夹之外"}
	absolute = diag.Message{Code: "asset-absolute",
		EN: "%q begins with a slash, which goes wrong when the site is not at the root of its host",
		ZH: "%q 以斜杠开头，网站不在域名根目录时会失效"}
	elsewhere = diag.Message{Code: "asset-elsewhere",
		EN: "%q is fetched from elsewhere, which fails without a network",
		ZH: "%q 要从别的网站下载，没有网络时会失效"}
	noPackage = diag.Message{Code: "asset-package",
		EN: "%q is the name of a package; there are none here",
		ZH: "%q 是软件包的名称，这里不能使用软件包"}
	wrongKind = diag.Message{Code: "asset-kind",
		EN: "%q cannot be imported here",
		ZH: "这里不能引入 %q"}
	notImage = diag.Message{Code: "asset-kind",
		EN: "%q is a style or script and is not published by this name",
		ZH: "%q 是样式或脚本，不会按这个名称发布"}
	notUTF8 = diag.Message{Code: "asset-encoding",
		EN: "%s is not UTF-8",
		ZH: "%s 不是 UTF-8 编码"}
	tooLarge = diag.Message{Code: "asset-too-large",
		EN: "%s has %d MiB; at most %d are published",
		ZH: "%s 有 %d MiB，超过了 %d MiB 的上限"}
	notFile = diag.Message{Code: "asset-not-file",
		EN: "%s is a link or a device and not a file",
		ZH: "%s 是链接或设备，不是普通文件"}
	badName = diag.Message{Code: "asset-name",
		EN: "%s has a name that Windows does not allow",
		ZH: "%s 的名称在 Windows 上不能使用"}
	scripted = diag.Message{Code: "svg-script",
		EN: "%s can run a script, or is no plain SVG, and is not published",
		ZH: "%s 里有脚本，或者不是普通的 SVG，不会发布"}
	unreadable = diag.Message{Code: "asset-unreadable",
		EN: "%s cannot be read",
		ZH: "无法读取 %s"}

	note      = diag.Message{EN: "%s", ZH: "%s"}
	hintWrite = diag.Message{
		EN: "write %s",
		ZH: "请改为 %s"}
	hintMissing = diag.Message{
		EN: "paths start at the file they stand in; check the name, capitals too",
		ZH: "路径从所在文件算起；请检查文件名，注意大小写"}
	hintInside = diag.Message{
		EN: "put styles and scripts into static/assets, images into static, and name them from there",
		ZH: "样式和脚本请放进 static/assets，图片请放进 static，再引用"}
	hintLocal = diag.Message{
		EN: "put the file into static/assets and name it from the file it stands in, such as \"./menu.css\"",
		ZH: "请把文件放进 static/assets，并从所在文件算起写路径，例如 \"./menu.css\""}
	hintDot = diag.Message{
		EN: "for a file of your own begin with ./ or ../",
		ZH: "引用自己的文件请以 ./ 或 ../ 开头"}
	hintKind = diag.Message{
		EN: "a style imports .css; a script imports .js, .mjs, .json, .txt, .html and .svg",
		ZH: "样式只能引入 .css；脚本可以引入 .js、.mjs、.json、.txt、.html、.svg"}
	hintUTF8 = diag.Message{
		EN: "save it again as UTF-8",
		ZH: "请另存为 UTF-8 编码"}
	hintLarge = diag.Message{
		EN: "make it smaller, or publish it elsewhere and link to it",
		ZH: "请缩小文件，或者放到别处再加链接"}
	hintFile = diag.Message{
		EN: "put a copy of the file itself here",
		ZH: "请把文件本身复制到这里"}
	hintScripted = diag.Message{
		EN: "save it as plain SVG without scripts, events and foreign objects, or as PNG",
		ZH: "请另存为不带脚本、事件、外部对象的普通 SVG，或者存成 PNG"}
	hintName = diag.Message{
		EN: "rename it",
		ZH: "请改名"}
)
