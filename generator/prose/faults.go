package prose

import "handbook/generator/diag"

// Errors.
var (
	msgEncoding  = diag.Message{Code: "invalid-utf8", EN: "the text is not UTF-8 here", ZH: "此处的文字不是 UTF-8 编码"}
	hintEncoding = diag.Message{EN: "save the file as UTF-8", ZH: "请把文件另存为 UTF-8 编码"}

	msgTooLong  = diag.Message{Code: "body-too-long", EN: "the body is longer than %d MiB", ZH: "正文超过 %d MiB"}
	hintTooLong = diag.Message{EN: "split it into several pages", ZH: "请分成几页"}

	msgLines = diag.Message{Code: "too-many-lines", EN: "the body has more than %d lines", ZH: "正文超过 %d 行"}

	msgTooDeep  = diag.Message{Code: "nested-too-deeply", EN: "lists and quotes are nested too deeply here", ZH: "此处列表、引用套叠的层数太多"}
	hintTooDeep = diag.Message{EN: "use fewer levels, and fewer spaces at the start of the line", ZH: "请减少层级，并减少行首的空格"}

	msgBlank  = diag.Message{Code: "too-many-blank-lines", EN: "more than %d blank lines in a row", ZH: "连续空行超过 %d 行"}
	hintBlank = diag.Message{EN: "one blank line separates paragraphs; delete the rest", ZH: "段落之间空一行即可，请删去多余的空行"}

	msgParagraph  = diag.Message{Code: "paragraph-too-long", EN: "this paragraph is longer than %d KiB", ZH: "本段超过 %d KiB"}
	msgDefined    = diag.Message{Code: "paragraph-too-long", EN: "this paragraph has more than %d lines", ZH: "本段超过 %d 行"}
	hintParagraph = diag.Message{EN: "split it with blank lines", ZH: "请用空行分成几段"}

	msgDense  = diag.Message{Code: "too-much-markup", EN: "too many special characters (* _ [ ] < `) from here on in one paragraph", ZH: "从此处起，一段之内的特殊符号（* _ [ ] < `）太多"}
	hintDense = diag.Message{EN: "split the paragraph with blank lines, or write a backslash before characters that are meant as text", ZH: "请用空行分段；只当文字用的符号，前面加反斜杠 \\"}

	msgTable  = diag.Message{Code: "table-too-large", EN: "a table may have %d columns, and all tables of a page %d cells", ZH: "表格不得超过 %d 列，一页的表格合计不得超过 %d 格"}
	hintTable = diag.Message{EN: "split the table, or offer it as a file", ZH: "请拆分表格，或改作附件提供"}

	msgKind     = diag.Message{Code: "unknown-link-kind", EN: "unknown kind of link %q", ZH: "没有“%s:”这种链接"}
	hintKind    = diag.Message{EN: "did you mean \"%s:\"?", ZH: "是不是想写“%s:”？"}
	msgColon    = diag.Message{Code: "unknown-link-kind", EN: "the colon after %q is full-width", ZH: "“%s”后面的冒号是全角的"}
	hintColon   = diag.Message{EN: "write an ASCII colon: \"%s:\"", ZH: "请用半角冒号：“%s:”"}
	msgNoTarget = diag.Message{Code: "link-without-target", EN: "the link does not say which %s it means", ZH: "链接没有写明指向哪一个 %s"}
	hintTarget  = diag.Message{EN: "write the id after the colon: \"%s:the-id\"", ZH: "请在冒号后写编号，如“%s:编号”"}

	msgRefImage  = diag.Message{Code: "reference-as-image", EN: "%q is not a picture", ZH: "“%s”不是图片"}
	hintRefImage = diag.Message{EN: "delete the \"!\" before the bracket to make it a link", ZH: "请删去方括号前的“!”，使它成为链接"}
)

// Warnings.
var (
	msgControl  = diag.Message{Code: "control-character", EN: "hidden character U+%04X is left out", ZH: "看不见的字符 U+%04X 已略去"}
	hintControl = diag.Message{EN: "delete it; text pasted from other programs often brings such characters", ZH: "请删去；从别的软件粘贴文字时常会带入"}

	msgHTML  = diag.Message{Code: "raw-html", EN: "HTML is shown as text", ZH: "HTML 代码会原样显示成文字"}
	hintHTML = diag.Message{EN: "use Markdown instead, or delete it", ZH: "请改用 Markdown 写法，或者删去"}

	msgUnsafe  = diag.Message{Code: "unsafe-link", EN: "a \"%s:\" address is not allowed; only the text is shown", ZH: "不允许“%s:”地址，只显示文字"}
	hintUnsafe = diag.Message{EN: "link to a page or a file", ZH: "请改为指向网页或文件的地址"}

	msgScheme  = diag.Message{Code: "unknown-scheme", EN: "addresses that begin with %q are not linked; only the text is shown", ZH: "以“%s”开头的地址不做链接，只显示文字"}
	hintScheme = diag.Message{EN: "use http://, https://, mailto:, tel:, a relative path, or item: domain: group: agency: guide: source: file:", ZH: "可用 http://、https://、mailto:、tel:、相对路径，或 item: domain: group: agency: guide: source: file:"}

	msgEmptyLink  = diag.Message{Code: "empty-link", EN: "the link has no address", ZH: "链接没有地址"}
	hintEmptyLink = diag.Message{EN: "write the address between the round brackets", ZH: "请在圆括号内写上地址"}

	msgNoText  = diag.Message{Code: "link-without-text", EN: "the link has no text; its address is shown", ZH: "链接没有文字，现以地址代替"}
	hintNoText = diag.Message{EN: "write what the link leads to between the square brackets", ZH: "请在方括号内写明链接指向什么"}

	msgNoAlt  = diag.Message{Code: "image-without-text", EN: "the picture has no description", ZH: "图片没有文字说明"}
	hintNoAlt = diag.Message{EN: "write between the square brackets what the picture shows; blind readers hear it", ZH: "请在方括号内写明图片内容，供盲人听读"}

	msgFarImage  = diag.Message{Code: "external-image", EN: "pictures from other sites are not shown, only their description", ZH: "不显示外站图片，只显示其说明"}
	hintFarImage = diag.Message{EN: "save the picture beside the page and write its name", ZH: "请把图片存到本页所在文件夹，再写文件名"}

	msgTop  = diag.Message{Code: "top-heading", EN: "a level 1 heading is shown at level 2, because the page's title is level 1", ZH: "一级标题按二级显示，因为页面标题就是一级"}
	hintTop = diag.Message{EN: "begin with \"##\"", ZH: "请从“##”写起"}

	msgSkip  = diag.Message{Code: "skipped-heading-level", EN: "heading of level %d after level %d", ZH: "%[2]d 级标题之后直接用了 %[1]d 级标题"}
	hintSkip = diag.Message{EN: "use %d number signs", ZH: "请用 %d 个井号"}

	msgNoHeading  = diag.Message{Code: "empty-heading", EN: "the heading has no text", ZH: "标题没有文字"}
	hintNoHeading = diag.Message{EN: "write the text after the number signs, or delete the line", ZH: "请在井号后写上文字，或删去此行"}

	msgTight  = diag.Message{Code: "heading-without-space", EN: "this line is shown as text, not as a heading", ZH: "此行会显示成普通文字，不是标题"}
	hintTight = diag.Message{EN: "write a space after the number signs", ZH: "请在井号后加一个空格"}

	msgIndent  = diag.Message{Code: "indented-text", EN: "text that is indented by four spaces is shown as code", ZH: "行首有四个以上空格的文字会显示成代码"}
	hintIndent = diag.Message{EN: "delete the spaces; for code, write ``` on the lines before and after it", ZH: "请删去行首空格；确是代码的，请在前后各加一行 ```"}

	msgNoAddress  = diag.Message{Code: "definition-without-address", EN: "to Markdown the line \"[%s]:\" is the address of a link and not shown; there is no address, so it is shown as text", ZH: "“[%s]:”这样的行在 Markdown 里是链接的地址，不显示；这里不是地址，所以照原样显示"}
	hintNoAddress = diag.Message{EN: "write a full-width colon: \"%[1]s：…\"; for a footnote write [^%[1]s]: here and [^%[1]s] in the text", ZH: "请改用全角冒号“%[1]s：……”；要作脚注，这里写 [^%[1]s]:，正文中写 [^%[1]s]"}
	msgUnused     = diag.Message{Code: "unused-definition", EN: "no link uses the address \"[%s]:\", so the line is shown as text", ZH: "没有链接用到地址“[%s]:”，此行照原样显示"}
	hintUnused    = diag.Message{EN: "write [text][%[1]s] where the link shall stand, or delete the line", ZH: "请在要放链接的地方写 [文字][%[1]s]，或者删去此行"}

	msgNoMark     = diag.Message{Code: "footnote-without-mark", EN: "the text has no mark [^%s], so the note is shown as a paragraph", ZH: "正文里没有 [^%s]，这条脚注按普通段落显示"}
	hintNoMark    = diag.Message{EN: "write [^%s] in the text, where the note belongs", ZH: "请在正文里需要注释的地方写 [^%s]"}
	msgNoNote     = diag.Message{Code: "footnote-without-text", EN: "there is no footnote %s; the mark is shown as text", ZH: "没有脚注 %s，标记照原样显示"}
	hintNoNote    = diag.Message{EN: "write the note in a paragraph of its own, with an ASCII colon: \"%s: text\"", ZH: "请另起一段写脚注，冒号用半角：“%s: 文字”"}
	msgEmptyNote  = diag.Message{Code: "footnote-without-text", EN: "the footnote [^%s] is empty", ZH: "脚注 [^%s] 没有文字"}
	hintEmptyNote = diag.Message{EN: "write its text after the colon: \"[^%s]: text\"", ZH: "请在冒号后写文字：“[^%s]: 文字”"}

	msgList    = diag.Message{Code: "list-without-space", EN: "%q makes no list here and is shown as text", ZH: "此处的“%s”不成列表，会显示成普通文字"}
	hintBullet = diag.Message{EN: "for a list write \"- \" with a space; for text write a backslash before %q", ZH: "列表请写“- ”，后面空一格；只当文字用的，在“%s”前加反斜杠 \\"}
	hintNumber = diag.Message{EN: "the lines run into one; for a list write \"1. \" with a space below a blank line, to keep %q put a blank line before each line", ZH: "这些行会连成一行；列表请空一行再写“1. ”，后面空一格；要保留“%s”，请在每条前空一行"}

	msgWide  = diag.Message{Code: "full-width-mark", EN: "%q is full-width and shown as text", ZH: "“%s”是全角的，会显示成普通文字"}
	hintWide = diag.Message{EN: "write %[2]q in place of %[1]q", ZH: "请把“%[1]s”改成半角“%[2]s”"}
	hintRule = diag.Message{EN: "for a line across the page write --- in place of %q, with a blank line before and after", ZH: "要画分隔线，请把“%s”改成 ---，前后各空一行"}

	msgWideLink = diag.Message{Code: "full-width-link", EN: "the brackets are full-width: this is shown as text, not as a link", ZH: "括号是全角的：这里会显示成普通文字，不是链接"}
	hintLink    = diag.Message{EN: "write [text](address) with ASCII brackets; where text is meant, put a space between the brackets", ZH: "链接请用半角括号：[文字](地址)；不是链接的，请在两个括号之间空一格"}

	msgBrokenLink  = diag.Message{Code: "broken-link-markup", EN: "this is shown as text, not as a link", ZH: "这里会显示成普通文字，不是链接"}
	hintBrokenLink = diag.Message{EN: "write [text](address) with both brackets; an address with a space stands in angle brackets: [text](<a b.pdf>)", ZH: "请写全括号：[文字](地址)；地址里有空格的，加尖括号：[文字](<a b.pdf>)"}

	msgTerms  = diag.Message{Code: "definition-list", EN: "a colon before a line makes no list of definitions here", ZH: "行首的冒号在这里不成列表，会显示成普通文字"}
	hintTerms = diag.Message{EN: "write the word and what it means in one line: \"- **word**: meaning\"", ZH: "请把词和解释写在一行：“- **词**：解释”"}

	msgNoTable  = diag.Message{Code: "table-without-rule", EN: "this is shown as text, not as a table", ZH: "这里会显示成普通文字，不是表格"}
	hintNoTable = diag.Message{EN: "below the head write a line | --- | --- | in ASCII signs, with as many cells as the head", ZH: "请在表头下面写一行 | --- | --- |，用半角符号，格数和表头一样"}
	msgBeyond   = diag.Message{Code: "cells-beyond-head", EN: "this row has %d cells, the head of the table %d", ZH: "此行有 %d 格，表头只有 %d 格"}
	hintBeyond  = diag.Message{EN: "give the head %d cells; a bar that is text is written \\|", ZH: "请把表头写成 %d 格；只当文字用的竖线写成 \\|"}
	msgRowText  = diag.Message{Code: "text-in-table", EN: "this line becomes a row of the table above", ZH: "此行成了上面表格的一行"}
	hintRowText = diag.Message{EN: "leave a blank line below the table", ZH: "请在表格后面空一行"}

	msgSetext  = diag.Message{Code: "heading-by-underline", EN: "the line %q below makes this text a heading", ZH: "下一行的“%s”把这段文字变成了标题"}
	hintSetext = diag.Message{EN: "for a line across the page leave a blank line between; for a heading write \"## \" before the text", ZH: "要画分隔线，请在两行之间空一行；确是标题的，请在文字前写“## ”"}

	msgGreater  = diag.Message{Code: "greater-than", EN: "the sign > makes this a quotation and is not shown", ZH: "“>”把此处变成引文，本身不显示"}
	hintGreater = diag.Message{EN: "write the words, such as 大于, or a backslash before the sign: \\>", ZH: "请写文字“大于”，或者在前面加反斜杠：\\>"}

	msgFence  = diag.Message{Code: "text-beside-fence", EN: "text beside ``` is no part of the code; it is shown above it", ZH: "``` 旁边的文字不属于代码，现显示在代码上方"}
	hintFence = diag.Message{EN: "write the text on a line of its own, and only a language such as toml beside ```", ZH: "请把文字另起一行；``` 旁边只能写语言名，如 toml"}

	msgOpenFence  = diag.Message{Code: "fence-without-end", EN: "no ``` ends this, so all that follows is shown as code", ZH: "此处的 ``` 没有结尾，后面的内容都会显示成代码"}
	hintOpenFence = diag.Message{EN: "write ``` on a line of its own where the code ends", ZH: "请在代码结束的地方另起一行写 ```"}
)
