package opendata

import "handbook/generator/diag"

// Faults of a catalogue.json.
var (
	notJSON     = diag.Message{Code: "json", EN: "the file is not JSON: %s", ZH: "不是 JSON：%s"}
	wrongKind   = diag.Message{Code: "wrong-type", EN: "%q cannot hold a %s", ZH: "“%s”这里不能是 %s"}
	otherFormat = diag.Message{Code: "format", EN: "the format is %d, and this program reads %d", ZH: "格式版本是 %d，这个程序能读的是 %d"}
	noFormat    = diag.Message{Code: "format", EN: "the file is not a catalogue.json: it has no key format", ZH: "不是 catalogue.json：没有写格式版本（format）"}
	noID        = diag.Message{Code: "missing-key", EN: "an entry of %q has no id", ZH: "“%s”里有一条没有编号（id）"}
	idTwice     = diag.Message{Code: "duplicate-id", EN: "%q is twice in %q", ZH: "“%s”在“%s”里出现两次"}

	hintJSON = diag.Message{EN: "take catalogue.json as the site has published it, or write it with: handbook export --format json",
		ZH: "请用网站上原样的 catalogue.json，或用 handbook export --format json 重新导出"}
	hintFormat = diag.Message{EN: "use the program of the same year or a newer one", ZH: "请换用同年或更新的程序"}
)
