package workbook

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// explain writes the first sheet, which tells a clerk how to fill in the others.
func (p *printer) explain() {
	b := p.book
	const name = explained
	whose := fmt.Sprintf("%s版（%s）", b.edition.Name, b.edition.Path)
	if b.province() {
		whose = b.edition.Name + "（全省）"
	}
	row := 1
	put := func(text string, l look) {
		at := "A" + strconv.Itoa(row)
		p.do(p.f.SetCellStyle(name, at, at, p.style(l)))
		p.str(name, at, text)
		p.do(p.f.SetRowHeight(name, row, max(l.size*1.6, l.size*1.5*float64(1+(columnsOfText(text)-1)/64))))
		row++
	}
	put(b.h.Config.Title+"填写表", lookHead)
	put("用于："+whose+"。清单："+b.h.Config.List.Version+"版，"+strconv.Itoa(len(b.edition.Items))+"个项目。", lookWords)
	part := func(title string, words ...string) {
		put("", lookWords)
		put(title, lookPart)
		for _, text := range words {
			put(text, lookWords)
		}
	}
	steps := []string{
		"1. 点下面的表名，换到要填的表。白色格子可以填，灰色格子是上级的内容或项目名称，不用改，改了也不会导入。",
		"2. 白色格子空着，就是照上级的执行，网页上显示上级的内容；上级也没有的，显示“待补充”。不知道就空着，不要编。",
		"3. 选中一格，会出现这一列的填法。右边有小箭头的，可以从下拉列表里选。",
		"4. 一格里有几条的（材料、流程、电话等），一条写一行，格子里换行按 Alt+Enter。",
		"5. 填好后保存（.xlsx），交给编辑导入。导入前会列出每一处改动；写错的格子会指明在哪张表、哪一格、怎样改，全部改好才写入。",
	}
	if b.province() {
		steps[0] = "1. 点下面的表名，换到要填的表。白色格子可以填，灰色格子不用改，改了也不会导入。"
		steps[1] = "2. 把格子清空，就是删去这一处内容，网页上显示“待补充”。没有依据的不要编。"
	}
	part("怎样填", steps...)
	about := []string{
		"项目：每个服务项目一行。本地不适用、多照顾的人群、本地的叫法和咨询电话，写在这里。对照来源核实过的，写核实日期和核实的人，网页上会显示。",
		"标准：每条标准一行。数额只能比上级好，低了会变红、不能导入；高出很多会变黄，是提醒。提高的要写依据文号。新增的标准写在最下面的空行里，先选项目。",
		"历年数额：一个标准在各个时期的数，一行一个。数额变了，不改旧的一行，在最下面的空行里选标准，写新的数额、从何时起和来源；以后才执行的也可以先写。标准只有一个数时，直接写在“标准”表里。整行清空，就是删去这个数。",
		"办事指南：每个项目一行，写条件、材料、流程、时限、收费和投诉。",
		"办理地点：每个部门写一次窗口，这个部门牵头的项目都会用它。部门用的是省里的名称，写本地对应部门的窗口。一个部门有几个窗口的，写在最下面的空行里。只办一个项目的窗口，在“只办这一项”里选项目。整行清空，就是删去这个窗口。",
	}
	if b.province() {
		about = []string{
			"项目：每个服务项目一行。",
			"标准：每条标准一行。新增的标准写在最下面的空行里，先选项目。改了数额，先看各市、县有没有低于新标准的：导入时会列出来。",
			"历年数额：一个标准在各个时期的数，一行一个。数额变了，不改旧的一行，在最下面的空行里选标准，写新的数额、从何时起和来源。整行清空，就是删去这个数。",
			"办事指南：每个项目一行，写全省统一的条件、材料、流程、时限、收费和投诉。各地没有另写的，用这里的。",
			"办理地点：全省统一办理的窗口，先选项目。各地的窗口由各地填。",
		}
	}
	part("几张表", about...)
	part("可以放心做的",
		"可以筛选、插入列、调整列宽行高、移动列、删去用不着的行；自己加的列不会导入，导入时会提到。删去一行不等于删去内容，只是这次不改它。",
		"要排序，先点“审阅”里的“撤销工作表保护”，没有密码；排序要选整行，连隐藏的第一列一起。",
		"从 Word 粘贴，请先双击格子再粘贴，免得带来格式。多余的空格和空行会自动去掉，数字和电话里的全角数字会自动改成半角。",
		"电话、编号是文本格式，开头的 0 不会丢。日期写 2020-09-06、2020年9月 都认得。",
		"不要用公式，不要合并单元格，不要改隐藏的第一行和第一列，不要在这个工作簿里留表的备份。",
	)
	p.do(p.f.SetColWidth(name, "A", "A", 70))
	off := false
	p.do(p.f.SetSheetView(name, -1, &excelize.ViewOptions{ShowGridLines: &off}))
	p.protect(name)
	p.print(name, "portrait")
}
