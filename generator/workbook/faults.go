package workbook

import "handbook/generator/diag"

// Faults of a workbook as a file.
var (
	noWorkbook = diag.Message{Code: "no-workbook",
		EN: "the file is not an Excel workbook", ZH: "这不是 Excel 工作簿"}
	oldWorkbook = diag.Message{Code: "old-workbook",
		EN: "the workbook has the old format .xls", ZH: "这是旧格式的工作簿（.xls）"}
	encrypted = diag.Message{Code: "encrypted",
		EN: "the workbook has a password", ZH: "工作簿加了打开密码"}
	damaged = diag.Message{Code: "damaged-workbook",
		EN: "the workbook is damaged: %s", ZH: "工作簿损坏：%s"}
	tooMuch = diag.Message{Code: "too-large",
		EN: "the workbook is too large for a handbook", ZH: "工作簿太大，不像手册的工作簿"}
	notOurs = diag.Message{Code: "other-workbook",
		EN: "no handbook export has made the workbook, or its hidden marks are damaged", ZH: "这不是用 export 导出的工作簿，或者隐藏的标记不见了、坏了"}
	otherFormat = diag.Message{Code: "other-workbook",
		EN: "the workbook has the format %q, and this program reads %q", ZH: "工作簿的格式是“%s”，这个程序只认识“%s”"}
	noSuchEdition = diag.Message{Code: "unknown-edition",
		EN: "the workbook is for the edition %q, which is not in this handbook", ZH: "工作簿是“%s”版的，这里没有这一版"}
	otherList = diag.Message{Code: "older-list",
		EN: "the workbook is for the list %s, and the handbook is for the list %s", ZH: "工作簿是按清单%s版导出的，现在的清单是%s版"}
	stale = diag.Message{Code: "stale-workbook",
		EN: "the content has changed after the export of the workbook", ZH: "导出工作簿以后，内容又改动过"}

	hintNoWorkbook    = diag.Message{EN: "open it in Excel or WPS and save it as a workbook (.xlsx)", ZH: "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"}
	hintEncrypted     = diag.Message{EN: "open it in Excel or WPS, remove the password and save it", ZH: "请用 Excel 或 WPS 打开，取消密码后保存"}
	hintDamaged       = diag.Message{EN: "open it in Excel or WPS, let it repair the file and save it as .xlsx; or export it again", ZH: "请用 Excel 或 WPS 打开修复，另存为 .xlsx；不行就重新导出"}
	hintTooMuch       = diag.Message{EN: "export the workbook again and copy the white cells into it", ZH: "请重新导出，把白色格子里的内容复制过去"}
	hintNotOurs       = diag.Message{EN: "make one with handbook export, and fill it in", ZH: "请用 handbook export 导出，在导出的工作簿里填写"}
	hintOtherFormat   = diag.Message{EN: "export the workbook again with this program and copy the white cells into it", ZH: "请用这个程序重新导出，把白色格子里的内容复制过去"}
	hintNoSuchEdition = diag.Message{EN: "make it first: handbook new edition %s", ZH: "请先新建：handbook new edition %s"}
	hintOtherList     = diag.Message{EN: "import takes what still fits; the faults below name the rest", ZH: "还适用的照样导入，不适用的在下面逐条列出，不导入"}
	hintStale         = diag.Message{EN: "read the list of changes: an older value in the workbook replaces a newer one", ZH: "请仔细看改动清单：工作簿里的旧内容会盖掉后来的改动"}
)

// Faults of a row or a cell.
var (
	hasFormula = diag.Message{Code: "formula",
		EN: "the cell holds a formula", ZH: "这一格是公式"}
	hasError = diag.Message{Code: "formula",
		EN: "the cell holds the error %q", ZH: "这一格是错误值“%s”"}
	rowTwice = diag.Message{Code: "repeated",
		EN: "this row has the key of row %d, and other content", ZH: "这一行和第 %d 行是同一条，内容却不同"}
	strayRow = diag.Message{Code: "stray-row",
		EN: "this row has white cells, and no key: its hidden cell in column A is missing or damaged", ZH: "这一行填了内容，隐藏的A列里却没有标记，看不出是哪一条"}
	sheetLost = diag.Message{Code: "lost-marks",
		EN: "the sheet %s cannot be found: its hidden row of marks is missing or damaged", ZH: "找不到“%s”这张表：隐藏的第一行标记不见了，或者坏了"}
	sheetGone = diag.Message{Code: "no-sheet",
		EN: "the workbook does not have this sheet: nothing of it is imported", ZH: "工作簿里没有这张表，这张表什么也没有导入"}
	sheetTwice = diag.Message{Code: "repeated",
		EN: "this sheet and the sheet %s are both for %s", ZH: "这张表和“%s”都是填“%s”的"}
	columnLost = diag.Message{Code: "lost-marks",
		EN: "the column %s cannot be found: it is gone, or its mark in the hidden first row", ZH: "找不到“%s”这一列：列被删了，或者隐藏的第一行里它的标记坏了"}
	columnTwice = diag.Message{Code: "repeated",
		EN: "this column is a copy of the one at %s", ZH: "这一列和 %s 那一列是同一列"}
	unreadSheet = diag.Message{Code: "not-read",
		EN: "import does not read this sheet", ZH: "这张表不是手册的表，没有导入"}
	unreadColumn = diag.Message{Code: "not-read",
		EN: "import does not read what is written in this column: %d cells", ZH: "这一列里写的不会导入：%d 格"}
	lockedCell = diag.Message{Code: "not-read",
		EN: "nothing can be written into this cell here", ZH: "这一格不能在这里填"}
	bothFilled = diag.Message{Code: "both",
		EN: "the window has agencies, and is for one item alone", ZH: "“负责单位”和“只办这一项”都填了"}
	otherItem = diag.Message{Code: "other-item",
		EN: "the hidden key of this row is for %s, and the cell says %q", ZH: "这一行隐藏的标记是“%s”的，这一格写的却是“%s”"}
	mergedCells = diag.Message{Code: "merged",
		EN: "the cells %s are merged: import takes %s alone and leaves the others as they are", ZH: "%s 合并了：只导入 %s 这一格，其余的照旧"}
	whichPercent = diag.Message{Code: "which-percent",
		EN: "the number %[1]s in a row of per cent may be %[1]s%% or %[2]s%%", ZH: "这一行的单位是百分比，%[1]s 可能是 %[1]s%%，也可能是 %[2]s%%"}
	hasDate = diag.Message{Code: "wrong-type",
		EN: "the cell holds the date %s, and is not for dates", ZH: "这一格成了日期（%s），这里不写日期"}
	rowGone = diag.Message{Code: "row-gone",
		EN: "import cannot use the row: there is no %q any more, or the hidden key is damaged", ZH: "“%s”已经不在了，或者隐藏的标记坏了，这一行不能导入"}
	rowMoved = diag.Message{Code: "row-moved",
		EN: "import takes the row: %q is now %q", ZH: "“%s”已改为“%s”，这一行照样导入"}
	leftOut = diag.Message{Code: "left-out",
		EN: "left out: %s", ZH: "没有导入：%s"}
	noChoice = diag.Message{Code: "no-item",
		EN: "the row has nothing in the column %s", ZH: "这一行的“%s”没有选"}
	noAgency = diag.Message{Code: "no-item",
		EN: "the window has neither an agency nor an item", ZH: "这个窗口没有写负责单位，也没有选项目"}
	unknownItem = diag.Message{Code: "unknown-reference",
		EN: "there is no item %q", ZH: "没有“%s”这个项目"}
	unknownName = diag.Message{Code: "unknown-reference",
		EN: "there is no %[2]s %[1]q", ZH: "没有“%[1]s”这个%[3]s"}
	notNumber = diag.Message{Code: "wrong-type",
		EN: "%q is not a number", ZH: "“%s”不是数字"}
	hugeNumber = diag.Message{Code: "out-of-range",
		EN: "the number %s is too large", ZH: "%s 太大"}
	notDate = diag.Message{Code: "bad-date",
		EN: "%q is not a date", ZH: "“%s”不是日期"}
	lostZero = diag.Message{Code: "lost-zero",
		EN: "%s seems to have lost its first 0", ZH: "%s 像是丢了开头的 0"}
	notChoice = diag.Message{Code: "not-allowed",
		EN: "%q is not one of the choices", ZH: "“%s”不在可选的内容里"}
	mustStay = diag.Message{Code: "empty-value",
		EN: "the cell must not be empty", ZH: "这一格不能空着"}
	noSource = diag.Message{Code: "no-source",
		EN: "the row has a place in a source, and no source", ZH: "写了来源的位置，没有选来源"}

	hintNoSource    = diag.Message{EN: "choose a source in the column 来源, or clear the cell", ZH: "请在“来源”列里选，或清空这一格"}
	hintFormula     = diag.Message{EN: "write the value itself: copy the cell and paste it as a value", ZH: "请直接写内容：复制这一格，再“选择性粘贴”为“数值”"}
	hintRowTwice    = diag.Message{EN: "delete one of the two rows; write new ones into the empty rows at the end", ZH: "请删掉其中一行；要新增，写在最下面的空行里"}
	hintStrayRow    = diag.Message{EN: "copy its cells into the item's own row, or into an empty row at the end of the sheet, and delete this row", ZH: "请把内容抄到这个项目自己的那一行；要新增，抄到最下面的空行里，再删掉这一行"}
	hintLost        = diag.Message{EN: "export the workbook again and copy the white cells into it", ZH: "请重新导出，把白色格子里的内容复制过去"}
	hintSheetTwice  = diag.Message{EN: "keep the one that is right, and delete the other", ZH: "请留下要导入的一张，删掉另一张"}
	hintColumnTwice = diag.Message{EN: "keep the one that is right, and delete the other", ZH: "请留下要导入的一列，删掉另一列"}
	hintUnread      = diag.Message{EN: "if it belongs to the handbook, write it into a white cell", ZH: "要导入的，请写到白色格子里"}
	hintLocked      = diag.Message{EN: "clear the cell; what it says belongs into the handbook's files", ZH: "请清空或恢复这一格；要改，请编辑在文件里改"}
	hintInValues    = diag.Message{EN: "restore the cell; write a new amount into an empty row of the sheet 历年数额", ZH: "请恢复这一格；新的数额写在“历年数额”表最下面的空行里"}
	hintBothFilled  = diag.Message{EN: "clear one of them: the agencies, or the item", ZH: "请清空其中一格：窗口办几个部门的事，或者只办一个项目"}
	hintOtherItem   = diag.Message{EN: "restore the cell, or undo the sorting; write new entries into the empty rows at the end", ZH: "请恢复这一格，或撤销排序（排序要连隐藏的A列一起）；要新增，写在最下面的空行里"}
	hintMerged      = diag.Message{EN: "unmerge the cells and fill in each", ZH: "请取消合并，每一格都填上"}
	hintPercent     = diag.Message{EN: "write %s%% or %s%%, with the sign", ZH: "请连同百分号写 %s%% 或 %s%%"}
	hintText        = diag.Message{EN: "make the cell a text cell and write it again", ZH: "请把这一格的格式改为“文本”，再写一遍"}
	hintRowGone     = diag.Message{EN: "if the content belongs to another row now, copy it there; then delete this row", ZH: "还用得着的，请抄到现在的那一行，要新增的写在最下面的空行里；再删掉这一行"}
	hintLeftOut     = diag.Message{EN: "export the workbook again and correct it there", ZH: "请在重新导出的工作簿里改好再导入"}
	hintChooseItem  = diag.Message{EN: "choose one from the list in the column %q", ZH: "请在“%s”列的下拉列表里选一个"}
	hintDidYouMean  = diag.Message{EN: "did you mean %q?", ZH: "是不是“%s”？"}
	hintNames       = diag.Message{EN: "the hidden sheet 选项 lists the names", ZH: "名称见隐藏的“选项”表（右键点表名，取消隐藏）"}
	hintNumber      = diag.Message{EN: "write figures alone; the unit has its own column", ZH: "只填数字；单位填在“单位”列"}
	hintWhole       = diag.Message{EN: "write a whole number such as 1", ZH: "请写 0、1、2 这样的数字"}
	hintDate        = diag.Message{EN: "write 2020, 2020-09 or 2020-09-06", ZH: "请写 2020、2020-09 或 2020-09-06"}
	hintLostZero    = diag.Message{EN: "make the cell a text cell and write 0%s", ZH: "请把这一格的格式改为“文本”，再写 0%s"}
	hintChoices     = diag.Message{EN: "choose from the list: %s", ZH: "请从下拉列表里选：%s"}
	hintFill        = diag.Message{EN: "fill it in", ZH: "请填写"}
)
