package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/opendata"
	"handbook/generator/workbook"
)

// worklistFormats are the ends of the names of a worklist's file.
var worklistFormats = []string{".csv", ".xlsx"}

// writeWorklist writes what people should look up in some editions into a file: a
// table, a row for each fact, those with the widest reach first.
func (t *tool) writeWorklist(p *project, name string, list []*handbook.Lookup) error {
	var head []string
	for _, m := range worklistHead {
		head = append(head, m.In(t.lang))
	}
	var rows [][]string
	for _, l := range list {
		label := l.Label
		if m, is := windowParts[l.Key]; is {
			label = m.In(t.lang)
		}
		doubt := doubts[l.Doubt]
		var title, number, date, address string
		if s := l.Source; s != nil {
			title, number, date, address = s.Title, s.Number, s.Date.String(), s.Address
		}
		rows = append(rows, []string{
			strconv.Itoa(l.Reach()), strconv.Itoa(l.Editions), strconv.Itoa(len(l.Item.Recipients)), l.Edition.Name, l.Item.Code, l.Item.Title, label, l.Text,
			doubt.name.In(t.lang), doubt.todo.In(t.lang), title, number, date, l.At, address, l.Pos.File + ":" + strconv.Itoa(l.Pos.Line),
		})
	}
	data := opendata.CSV(head, rows)
	if filepath.Ext(name) == ".xlsx" {
		var book bytes.Buffer
		if err := workbook.WriteTable(&book, worklistTitle.In(t.lang), head, rows); err != nil {
			return err
		}
		data = book.Bytes()
	}
	if err := p.write(map[string][]byte{name: data}); err != nil {
		return err
	}
	t.say(worklistDone, name, len(rows))
	return nil
}

func isWorklist(name string) bool {
	return slices.Contains(worklistFormats, strings.ToLower(filepath.Ext(name)))
}

// doubts are the words for why a fact should be looked up, and for what to do.
var doubts = map[handbook.Doubt]struct{ name, todo diag.Message }{
	handbook.Unsourced:   {diag.Message{EN: "no source", ZH: "待核实"}, diag.Message{EN: "find the text that says so; cite it, or correct the fact", ZH: "找到写明这一条的文件，登记来源；和文件不同的，改过来"}},
	handbook.Retold:      {diag.Message{EN: "secondhand", ZH: "转述"}, diag.Message{EN: "read the original, compare, and cite it", ZH: "找到原文对照，把来源换成原文"}},
	handbook.Computed:    {diag.Message{EN: "derived", ZH: "推算"}, diag.Message{EN: "ask for the published figure, or do the sum again", ZH: "查公布的数；没有公布的，照写明的算法再算一遍"}},
	handbook.Outdated:    {diag.Message{EN: "old", ZH: "旧"}, diag.Message{EN: "look for a newer figure; where there is none, write verified", ZH: "查有没有新的数；没有变的，写上核实日期"}},
	handbook.Overtaken:   {diag.Message{EN: "superseded", ZH: "已被超过"}, diag.Message{EN: "ask whether the place has raised it too", ZH: "上级的标准已经更高，问本地有没有跟着提高"}},
	handbook.NotThereYet: {diag.Message{EN: "missing", ZH: "待补充"}, diag.Message{EN: "look it up, and cite the text", ZH: "查清以后填上，写明来源"}},
}

// windowParts are the parts of a window that coverage counts.
var windowParts = map[string]diag.Message{
	"place": {EN: "window", ZH: "办理地点"}, "phone": {EN: "phone of the window", ZH: "窗口电话"}, "hours": {EN: "hours of the window", ZH: "办公时间"},
}

var worklistHead = []diag.Message{
	{EN: "reach", ZH: "影响面"}, {EN: "editions", ZH: "版本数"}, {EN: "groups", ZH: "人群数"}, {EN: "edition", ZH: "版本"}, {EN: "code", ZH: "编号"}, {EN: "item", ZH: "项目"},
	{EN: "key", ZH: "内容"}, {EN: "what the handbook says", ZH: "手册现在写的"}, {EN: "doubt", ZH: "为什么要查"}, {EN: "what to do", ZH: "查什么"},
	{EN: "source", ZH: "来源"}, {EN: "number", ZH: "文号"}, {EN: "date", ZH: "日期"}, {EN: "place in the source", ZH: "来源的位置"}, {EN: "address of the original", ZH: "原文网址"}, {EN: "file and line", ZH: "文件和行号"},
}

var (
	flagWorklist        = diag.Message{EN: "writes the list of what people should look up to this `file`, .csv or .xlsx", ZH: "把要人去核实、补充的内容列成清单，写到这个`文件`（.csv 或 .xlsx）"}
	flagWorklistEdition = diag.Message{EN: "with --worklist: the list of one `edition`, by its path", ZH: "和 --worklist 一起用：只列一个`版本`，写路径"}
	worklistTitle       = diag.Message{EN: "worklist", ZH: "工作清单"}
	worklistDone        = diag.Message{EN: "%s: the worklist, %d facts to look up", ZH: "%s：工作清单，要查 %d 处"}
	wrongWorklist       = diag.Message{EN: "%q is neither .csv nor .xlsx", ZH: "“%s”不是 .csv，也不是 .xlsx"}
	editionAlone        = diag.Message{EN: "--edition of check goes with --worklist", ZH: "check 的 --edition 要和 --worklist 一起写"}
)
