package publish

import "handbook/generator/diag"

var (
	noName = diag.Message{Code: "output-unnamed",
		EN: "the name of the output is empty",
		ZH: "没有写明输出到哪里"}
	notFolder = diag.Message{Code: "output-not-folder",
		EN: "%s is not a folder",
		ZH: "%s 不是文件夹"}
	lostLink = diag.Message{Code: "output-lost-link",
		EN: "%s is a link to a folder that does not exist",
		ZH: "%s 是一个链接，它指向的文件夹不存在"}
	isRoot = diag.Message{Code: "output-root",
		EN: "%s is a whole disk, not a folder for the site",
		ZH: "%s 是整个磁盘，不能当作网站的输出文件夹"}
	isHome = diag.Message{Code: "output-home",
		EN: "%s is a home folder or a folder above one",
		ZH: "%s 是用户的个人文件夹，或者是它的上级文件夹"}
	isSource = diag.Message{Code: "output-source",
		EN: "%s is the site's source folder",
		ZH: "%s 就是存放网站原稿的文件夹"}
	aboveSource = diag.Message{Code: "output-above-source",
		EN: "%s contains the site's source folder",
		ZH: "%s 是网站原稿文件夹的上级文件夹"}
	insideSource = diag.Message{Code: "output-inside-source",
		EN: "%s is in %s, which holds the site's source",
		ZH: "%s 在 %s 里面，那里存放的是原稿"}
	notFile = diag.Message{Code: "output-not-file",
		EN: "%s is a folder, a link or a device, not a file",
		ZH: "%s 是文件夹、链接或设备，不是普通文件"}
	noFolder = diag.Message{Code: "output-no-folder",
		EN: "there is no folder %s to write into",
		ZH: "没有 %s 这个文件夹，不能写在里面"}
	replacesSource = diag.Message{Code: "output-source",
		EN: "%s is a source file of the site",
		ZH: "%s 是原稿里的文件"}
	ownDisk = diag.Message{Code: "output-mounted",
		EN: "%s is a separate disk, which a build cannot replace",
		ZH: "%s 是单独挂载的磁盘，不能整体替换"}
	foreign = diag.Message{Code: "output-foreign",
		EN: "%s holds files that no build wrote (%d): %s",
		ZH: "%s 里有 %d 个不是本程序生成的文件或文件夹：%s"}
	damaged = diag.Message{Code: "output-manifest",
		EN: "the list of published files %s is damaged or from another version",
		ZH: "已发布文件的清单 %s 已损坏，或者是别的版本写的"}
	busy = diag.Message{Code: "output-busy",
		EN: "another command is writing to %s",
		ZH: "另一个命令正在写入 %s"}
	changed = diag.Message{Code: "changed-meantime",
		EN: "somebody changed %s in the meantime",
		ZH: "%s 刚才被别人改动了"}
	strangeLock = diag.Message{Code: "output-lock",
		EN: "the lock file %s is a link or not a regular file",
		ZH: "锁文件 %s 是一个链接，或者不是普通文件"}

	hintPlace = diag.Message{
		EN: "name a folder that holds nothing else, such as --output public",
		ZH: "请另选一个专门存放网站的文件夹，例如 --output public"}
	hintFile = diag.Message{
		EN: "name another file with --output",
		ZH: "请用 --output 另选一个文件"}
	hintFolder = diag.Message{
		EN: "make the folder first, or name another file with --output",
		ZH: "请先建好文件夹，或者用 --output 另选一个文件"}
	hintDisk = diag.Message{
		EN: "name a folder inside it: --output %s",
		ZH: "请改用它里面的一个文件夹：--output %s"}
	hintForeign = diag.Message{
		EN: "move them to static/ to publish them with the site; otherwise move them away, or name another folder with --output",
		ZH: "要和网站一起发布的，请移到 static/ 文件夹；不要的请移走；或者用 --output 另选一个文件夹"}
	hintDamaged = diag.Message{
		EN: "if nothing but the site is in %s, delete that folder and build again",
		ZH: "如果 %s 里只有生成的网站，请删除这个文件夹后重新生成"}
	hintBusy = diag.Message{
		EN: "wait until it has finished, then try again",
		ZH: "请等它结束后再试"}
	strangeJournal = diag.Message{Code: "output-journal",
		EN: "%s is not what this program writes while it changes files",
		ZH: "%s 不是本程序改文件时留下的记录"}
	hintStrange = diag.Message{
		EN: "remove it, then try again",
		ZH: "请删除它再试"}
	hintChanged = diag.Message{
		EN: "run the command again",
		ZH: "请重新运行这个命令"}
)

// Refusal is the error, in both languages, for an output that cannot be written.
// Nothing has changed on the disk. Callers find it with [errors.As].
type Refusal struct {
	Said diag.Said // its Code names the kind
	Hint diag.Said // zero for none
}

// Error returns the refusal in English, without the hint.
func (r *Refusal) Error() string { return r.Said.In(diag.EN) }

// Usage reports whether the user named a wrong output (exit code 2). Otherwise the
// output is right but cannot be written now (exit code 3).
func (r *Refusal) Usage() bool {
	switch r.Said.Code {
	case busy.Code, damaged.Code, strangeLock.Code, strangeJournal.Code, changed.Code:
		return false
	}
	return true
}

func refuse(m diag.Message, args ...any) *Refusal {
	return &Refusal{Said: diag.Said{Message: m, Args: args}}
}

func (r *Refusal) withHint(m diag.Message, args ...any) *Refusal {
	r.Hint = diag.Said{Message: m, Args: args}
	return r
}
