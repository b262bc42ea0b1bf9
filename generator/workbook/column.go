package workbook

import (
	"strings"

	"handbook/generator/handbook"
)

// A kind is how a cell shows a value.
type kind uint8

const (
	text      kind = iota
	lines          // a list of texts
	papers         // materials
	clauses        // elements of the guide in words
	sentence       // likewise, mostly one
	choice         // one of the choices of a key, by its name
	number         // an amount
	count          // a whole number
	date           // a year, a month or a day
	phone          // one number
	phones         // a list of them
	groups         // ids of groups, shown by their titles
	agencies       // ids of agencies, likewise
	bound          // at_least, at_most
	standing       // standard, target, result
	reference      // the id of a source, shown by its title
	code           // an item's code with its title
	promise        // the ids of an item and its standard, shown by their names
	places         // paths of editions, shown by their names
	certainty      // found, secondhand, derived
)

// column is one column of a sheet.
type column struct {
	id    string // its mark, for good
	title string
	note  string // shown when a cell of it is chosen; "" for locked columns
	width float64
	kind  kind
	path  []any                        // of the key in the row's table; nil where import does not read it
	own   bool                         // white: a clerk fills it in
	from  string                       // the list of its drop-down; "" for none
	free  bool                         // a cell may hold another text than a choice
	add   bool                         // for inherited items alone
	aside bool                         // it says nothing alone: whose window it is
	key   *handbook.Key[handbook.Item] // nil where it is not a key of items
}

// white returns a column that a clerk fills in.
func white(id, title string, width float64, kind kind, note string) column {
	return column{id: id, title: title, width: width, kind: kind, note: note, path: pathOf(id), own: true}
}

// pathOf returns the path of a key: "guide", "fee" of guide.fee.
func pathOf(key string) (path []any) {
	for part := range strings.SplitSeq(key, ".") {
		path = append(path, part)
	}
	return path
}

// grey returns a column to read.
func grey(id, title string, width float64, kind kind) column {
	return column{id: id, title: title, width: width, kind: kind}
}

func (c column) offers(list string, free bool) column {
	c.from, c.free = list, free
	return c
}

func (c column) added() column {
	c.add = true
	return c
}

func (c column) beside() column {
	c.aside = true
	return c
}

// mark returns the column's cell in the hidden first row.
func (c column) mark() string {
	if c.own {
		return marked + "own:" + c.id
	}
	return marked + "info:" + c.id
}

// marked begins every mark.
const marked = "hb:"

const (
	noteList    = "一行写一条。同一格里换行按 Alt+Enter。"
	noteClauses = "一行写一条。几种办法中的一种，在前面写【手工报销】。没有改的行，来源都还在。"
	notePhone   = "写区号和号码，例如 0591-12345678。开头的 0 不会丢。"
	noteDate    = "写年、年月或年月日都可以：2020、2020-09、2020-09-06。"
)

var (
	colCode  = grey("code", "编号", 8, text)
	colTitle = grey("title", "项目名称", 22, text)
	absent   = white("not_applicable", "本地不适用的原因", 18, text, "本地没有这一项时，写一句原因；有这一项就空着。").added()

	standardText   = white("text", "标准的内容", 34, text, "保障什么。只改文字、不改数额的，要在“核对文号”写明没有降低的依据。")
	amount         = white("amount", "数额", 11, number, "只填数字，单位填在“单位”列。不能低于上级（最多多少的，不能高于上级）。")
	unit           = white("unit", "单位", 12, text, "例如 元/人·月。和上级相同时空着。")
	boundCol       = white("bound", "限度", 8, bound, "最少多少选“至少”，天数、收费这样最多多少的选“最多”。").offers(listBounds, false)
	kindCol        = white("kind", "性质", 10, standing, "标准是保障的；计划目标和实际数字不是标准。").offers(listKinds, false)
	since          = white("since", "从何时起", 11, date, noteDate)
	until          = white("until", "到何时止", 11, date, "已经停止的才写。"+noteDate)
	basis          = white("basis", "提高的依据文号", 18, text, "数额比上级高时，写依据文件的文号。")
	reviewed       = white("reviewed", "核对文号", 14, text, "改了没有数额的标准时，写核对过没有降低的文号。")
	sourceOf       = white("source.id", "来源", 24, reference, "从下拉列表里选。列表里没有的文件，请编辑先登记到来源里。").offers(listSources, false)
	sourceAt       = white("source.at", "来源的位置", 14, text, "第几条、第几节。")
	certaintyCol   = white("source.confidence", "来源怎样来的", 12, certainty, "读到原文的空着。看到别人转述的选“转述”，自己算出来的选“推算”，算法写在“来源的位置”。").offers(listCertainties, false)
	verified       = white("verified", "核实日期", 12, date, "哪天对照来源核实过这个数。"+noteDate)
	verifiedBy     = white("verified_by", "核实的人", 14, text, "谁核实的：姓名或单位，写在网页上。")
	standardOfItem = column{id: "code", title: "编号", width: 14, kind: code, own: true, from: listItems, note: "在空行里增加标准：先选项目。"}

	valueOf   = column{id: "code", title: "标准", width: 30, kind: promise, own: true, from: listStandards, note: "有新的数额，在最下面的空行里先选标准，再写从何时起和数额；旧的数额留着。"}
	valueText = white("text", "文字", 20, text, "没有数额，或名称和标准不同时才写。")
	only      = white("only", "只在这些地方", 18, places, "只在部分市、县有效时写，"+noteList).offers(listEditions, true)
	valueNote = white("note", "说明", 20, text, "页面上写在数额下面的一句话。")

	placeAgencies = white("agencies", "负责单位", 18, agencies, "这个窗口办哪些部门的事：写部门名称，一行一个。这些部门牵头的项目都会用它。").offers(listAgencies, true).beside()
	placeItem     = column{id: "code", title: "只办这一项", width: 20, kind: code, own: true, from: listItems, note: "窗口只办一个项目时，在空行里选项目，左边的负责单位空着。"}
	placeColumns  = []column{
		white("name", "窗口名称", 26, text, "例如 政务服务中心民政窗口。整行清空就是删去这个窗口。"),
		white("address", "地址", 30, text, "写到门牌、楼层、窗口号。"),
		white("phone", "电话", 16, phone, notePhone),
		white("hours", "办公时间", 26, text, "例如 周一至周五 8:30-12:00，15:00-17:30，法定节假日不开。"),
	}
)
