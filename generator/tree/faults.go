package tree

import "handbook/generator/diag"

// Faults of files.
var (
	notUTF8      = diag.Message{Code: "encoding", EN: "the file is %s, not UTF-8", ZH: "文件编码是 %s，不是 UTF-8"}
	invalidUTF8  = diag.Message{Code: "invalid-utf8", EN: "byte 0x%02x is not UTF-8", ZH: "这里的字节 0x%02x 不是 UTF-8 文字，文件可能已损坏"}
	nulByte      = diag.Message{Code: "nul-byte", EN: "the file contains a NUL byte, so it is not text", ZH: "文件含有空字节，不是文本文件"}
	tooLarge     = diag.Message{Code: "too-large", EN: "the file is larger than %d MiB", ZH: "文件超过 %d MiB"}
	notAFile     = diag.Message{Code: "not-a-file", EN: "this is a device or a pipe, not a file", ZH: "这是设备或管道，不是普通文件"}
	isFolder     = diag.Message{Code: "not-a-file", EN: "this is a folder, not a file", ZH: "这是文件夹，不是文件"}
	linkOutside  = diag.Message{Code: "link-outside", EN: "the symbolic link leads out of the source folder", ZH: "这个链接指向源文件夹之外"}
	linkBroken   = diag.Message{Code: "link-broken", EN: "the symbolic link leads to %q, which does not exist", ZH: "这个链接指向 %q，但那里没有文件"}
	linkLoop     = diag.Message{Code: "link-broken", EN: "the symbolic link leads to no file", ZH: "这个链接转来转去，找不到文件"}
	linkFolder   = diag.Message{Code: "link-folder", EN: "this is a symbolic link to a folder", ZH: "这是指向文件夹的链接"}
	conflict     = diag.Message{Code: "conflict", EN: "git has left a conflict here: two versions of the text stand one after the other", ZH: "这里有 git 合并留下的冲突标记：两个版本的文字前后都在"}
	nameClash    = diag.Message{Code: "name-clash", EN: "%q and %q are one name on Windows or macOS", ZH: "%q 与 %q 在 Windows 或苹果电脑上是同一个名字"}
	nameReserved = diag.Message{Code: "bad-name", EN: "%q is a device on Windows, not a name for a file", ZH: "%q 是 Windows 的保留名，不能作文件名"}
	nameEnd      = diag.Message{Code: "bad-name", EN: "a name that ends in a dot or a space cannot exist on Windows", ZH: "文件名以句点或空格结尾，在 Windows 上无法保存"}
	nameNotUTF8  = diag.Message{Code: "bad-name", EN: "the name is not UTF-8", ZH: "文件名不是 UTF-8 编码"}
	// nameCharacter quotes with %q, as the character may be invisible.
	nameCharacter = diag.Message{Code: "bad-name", EN: "a name with %q cannot exist on Windows", ZH: "文件名含有 %q，在 Windows 上无法保存"}

	hintConflict = diag.Message{EN: "keep the right version, and delete the lines with <<<<<<<, =======, >>>>>>>", ZH: "请留下正确的一个版本，删去 <<<<<<<、=======、>>>>>>> 各行"}
	hintSaveUTF8 = diag.Message{EN: "save it as UTF-8 (Notepad: File, Save as, Encoding: UTF-8)", ZH: "另存为 UTF-8 编码（记事本：文件→另存为→编码选 UTF-8）"}
	hintNUL      = diag.Message{EN: "write the file anew in a text editor, or take it from an earlier version", ZH: "请用文本编辑器重新写这个文件，或找回以前的版本"}
	hintTooLarge = diag.Message{EN: "divide it into several files", ZH: "请拆成几个文件"}
	hintSmaller  = diag.Message{EN: "make it smaller, or leave it out", ZH: "请把它变小，或者不用它"}
	hintNotAFile = diag.Message{EN: "put an ordinary file in its place", ZH: "请换成普通文件"}
	hintLink     = diag.Message{EN: "put a copy of the file in its place", ZH: "请把文件本身复制到这里"}
	hintRename   = diag.Message{EN: "give it another name: lower-case letters, digits and hyphens", ZH: "请改名：只用小写字母、数字和连字符"}
	noteOther    = diag.Message{EN: "the other one", ZH: "另一个在这里"}
)

// Faults of front matter.
var (
	frontMissing  = diag.Message{Code: "front-matter-missing", EN: "the page does not begin with front matter", ZH: "页面开头缺少 +++ 信息栏"}
	frontUnclosed = diag.Message{Code: "front-matter-unclosed", EN: "the front matter that begins here is not closed", ZH: "信息栏从这里开始，但没有结束"}

	hintAddFront    = diag.Message{EN: `begin the file with a line +++, then keys such as title = "…", then another line +++`, ZH: `文件第一行写 +++，接着写 title = "…" 等内容，再写一行 +++`}
	hintYAML        = diag.Message{EN: `this program wants +++ in place of ---, and key = "value" in place of key: value`, ZH: `请把 --- 改成 +++，并把“键: 值”改成 键 = "值"`}
	hintFenceAlone  = diag.Message{EN: "the line must be +++ and nothing else", ZH: "这一行只能有三个半角加号 +++"}
	hintCloseFront  = diag.Message{EN: "put a line +++ before the text", ZH: "请在正文前面加一行 +++"}
	noteFence       = diag.Message{EN: "the front matter ends here: a line of +++ alone closes it, inside a text too", ZH: "前面的设置到这一行就结束了：单独一行的 +++ 写在文字里也算结束"}
	noteAlmostFence = diag.Message{EN: "was this line meant to be +++?", ZH: "这一行是不是想写 +++？"}
)

// Faults of the base of an independent edition.
var (
	noBase = diag.Message{Code: "no-base",
		EN: "there is no base %q", ZH: "找不到上级内容“%s”"}
	badBundle = diag.Message{Code: "bad-base",
		EN: "%q is not a bundle that handbook has written", ZH: "“%s”不是 handbook bundle 写的文件"}
	strayBase = diag.Message{Code: "bad-base",
		EN: "the base %q is not a handbook: it has no site.toml", ZH: "上级内容“%s”不是手册：里面没有 site.toml"}
	countyBase = diag.Message{Code: "bad-base",
		EN: "the base %q holds one edition alone, and needs a base itself", ZH: "上级内容“%s”只有一个市、县的版本，它自己也要有上级内容"}
	innerBase = diag.Message{Code: "bad-base",
		EN: "the base %q lies in %s/, among the files that this folder publishes", ZH: "上级内容“%s”放在 %s/ 里，和要发布的文件混在一起"}
	hintInnerBase = diag.Message{EN: "move it beside site.toml or out of the folder, and write the new path", ZH: "请移到 site.toml 旁边或文件夹外面，并改写 path"}
	otherBase     = diag.Message{Code: "other-base",
		EN: "the base %q is not the one that the sum names: it is another version, or damaged",
		ZH: "上级内容“%s”和登记的校验和不符：换了版本，或者文件坏了"}
	hintNoBase = diag.Message{
		EN: "path names the province's folder, or a .zip that the province has written with handbook bundle; it is relative to site.toml",
		ZH: "path 写省里的手册文件夹，或省里用 handbook bundle 写的 .zip；从 site.toml 所在的文件夹算起"}
	hintOtherBase = diag.Message{
		EN: "if the province has sent a new version, write sum = %q and run handbook check: it names each of your lines that the new version breaks",
		ZH: "如果省里发了新版，请改成 sum = %q，再运行 handbook check：新版和本地内容冲突的每一行都会列出来"}
)

// Faults of static/.
var (
	secretFile = diag.Message{Code: "static-secret", EN: "%s looks like a secret and is not published", ZH: "%s 像是密码、密钥一类的文件，不会发布"}
	backupFile = diag.Message{Code: "static-backup", EN: "%s looks like a backup copy and is not published", ZH: "%s 像是备份，不会发布"}
	hiddenFile = diag.Message{Code: "static-hidden", EN: "%s begins with a dot and is not published", ZH: "%s 以句点开头，不会发布"}

	hintSecret = diag.Message{EN: "move %s out of the folder; if it has been published or sent, change what is in it", ZH: "请把 %s 移出这个文件夹；如果已经发布或发给过别人，请更换里面的密码、密钥"}
	hintBackup = diag.Message{EN: "delete %s, or give it another name if readers shall have it", ZH: "请删去 %s；确要给读者下载的，请改名"}
	hintHidden = diag.Message{EN: "delete it; to publish it write in site.toml, below [static]: dotfiles = [%q]", ZH: "请删去；确要发布的，在 site.toml 的 [static] 下写 dotfiles = [%q]"}
)
