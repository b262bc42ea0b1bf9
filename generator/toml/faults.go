package toml

import (
	"time"

	"handbook/generator/diag"
)

// Faults of TOML's syntax. Full-width characters have their own code, because
// they are by far the most frequent cause.
var (
	fullWidth       = diag.Message{Code: "full-width", EN: "%s is a full-width character where %s is wanted", ZH: "这里用了全角符号 %s，应当用半角符号 %s"}
	wideSpace       = diag.Message{Code: "full-width", EN: "this is a special space (%U)", ZH: "这里是全角空格或特殊空格（%U）"}
	closedFullWidth = diag.Message{Code: "full-width", EN: "the text is closed with the full-width %s, so it never ends", ZH: "文字的结束引号用了全角 %s，文字没有结束"}

	controlCharacter = diag.Message{Code: "toml-syntax", EN: "control character 0x%02x", ZH: "这里有看不见的控制字符 0x%02x"}
	escapedControl   = diag.Message{Code: "control-character", EN: "%s is a control character, which no page can show", ZH: "%s 是控制字符，网页上显示不出来"}
	leftOut          = diag.Message{Code: "control-character", EN: "hidden character U+%04X is left out", ZH: "看不见的字符 U+%04X 已略去"}
	hiddenInKey      = diag.Message{Code: "control-character", EN: "the key holds a hidden character", ZH: "键名里有看不见的字符"}
	tooManyHidden    = diag.Message{Code: "too-many-faults", EN: "only the first %d control characters of this file are shown", ZH: "这个文件的控制字符只列出前 %d 个"}
	keyMissing       = diag.Message{Code: "toml-syntax", EN: "a key is missing here", ZH: "这里缺少键名"}
	keyLetters       = diag.Message{Code: "toml-syntax", EN: "%q cannot be a key: keys are made of the letters a–z, digits, _ and -", ZH: "%q 不能作键名：键名只能用英文字母、数字、_ 和 -"}
	keyStray         = diag.Message{Code: "toml-syntax", EN: "%q cannot begin a key", ZH: "键名不能以 %q 开头"}
	keyTooLong       = diag.Message{Code: "too-deep", EN: "the key has more than %d parts", ZH: "键名超过 %d 节"}
	headerUnclosed   = diag.Message{Code: "toml-syntax", EN: "the table's name is not closed with %s", ZH: "表名没有用 %s 结束"}
	colonForEquals   = diag.Message{Code: "toml-syntax", EN: "there is a colon where = is wanted", ZH: "这里用了冒号，应当用等号 ="}
	equalsMissing    = diag.Message{Code: "toml-syntax", EN: "after %q there is no =", ZH: "%q 后面缺少等号 ="}
	yamlList         = diag.Message{Code: "toml-syntax", EN: "lists are not written with hyphens here", ZH: "这里的列表不能用短横线逐行写"}
	valueMissing     = diag.Message{Code: "toml-syntax", EN: "a value is missing here", ZH: "这里缺少内容"}
	pointFirst       = diag.Message{Code: "toml-syntax", EN: "a number cannot begin with a point", ZH: "数字不能以小数点开头"}
	unquoted         = diag.Message{Code: "toml-syntax", EN: "%s is neither a number nor in quotes", ZH: "%s 不是数字，也没有加引号"}
	unclosedText     = diag.Message{Code: "toml-syntax", EN: "the text that begins here has no closing %s on this line", ZH: "文字从这里开始，但本行没有结束引号 %s"}
	unclosedLines    = diag.Message{Code: "toml-syntax", EN: "the text that begins here has no closing %s", ZH: "文字从这里开始，但后面没有结束的 %s"}
	badEscape        = diag.Message{Code: "toml-syntax", EN: "%s means nothing in text between double quotes", ZH: "双引号内的文字不能这样写 %s"}
	tooManyQuotes    = diag.Message{Code: "toml-syntax", EN: "there are more than five quotes in a row", ZH: "引号连写超过五个"}
	extraComma       = diag.Message{Code: "toml-syntax", EN: "there is no value before this comma", ZH: "这个逗号前面没有内容"}
	commaMissing     = diag.Message{Code: "toml-syntax", EN: "a comma is missing after this value", ZH: "这一项后面缺少逗号"}
	unclosedBracket  = diag.Message{Code: "toml-syntax", EN: "this %s has no closing %s", ZH: "这个 %s 没有对应的 %s"}
	strayAfterText   = diag.Message{Code: "toml-syntax", EN: "the text ended before this", ZH: "文字在这里之前就已经结束"}
	strayThousands   = diag.Message{Code: "toml-syntax", EN: "numbers have no thousands separators", ZH: "数字里不能用千位分隔的逗号"}
	strayComma       = diag.Message{Code: "toml-syntax", EN: "%s does not belong here", ZH: "这里不能有 %s"}
	strayDate        = diag.Message{Code: "toml-syntax", EN: "this is not how a date is written", ZH: "日期的写法不对"}
	strayUnit        = diag.Message{Code: "toml-syntax", EN: "%q stands after the number", ZH: "数字后面多了 %q"}
	strayText        = diag.Message{Code: "toml-syntax", EN: "%q stands after the value", ZH: "内容后面多了 %q"}
	duplicateKey     = diag.Message{Code: "duplicate-key", EN: "%q is already defined", ZH: "%q 已经写过一次"}
	badDate          = diag.Message{Code: "bad-date", EN: "there is no date %s", ZH: "没有 %s 这个日期"}
	leadingZero      = diag.Message{Code: "toml-syntax", EN: "the number %s begins with 0", ZH: "数字 %s 不能以 0 开头"}
	numberTooLarge   = diag.Message{Code: "number-range", EN: "the number %s is too large", ZH: "数字 %s 太大"}
	badNumber        = diag.Message{Code: "toml-syntax", EN: "%s is not a number", ZH: "%s 不是正确的数字"}
	badTOML          = diag.Message{Code: "toml-syntax", EN: "this is not TOML: %s", ZH: "TOML 写法有误：%s"}
	tooDeep          = diag.Message{Code: "too-deep", EN: "brackets are nested more than %d deep", ZH: "括号嵌套超过 %d 层"}
	tooLong          = diag.Message{Code: "too-long", EN: "the text has more than %d characters", ZH: "文字超过 %d 字"}
	tooMany          = diag.Message{Code: "too-many", EN: "the list has more than %d entries", ZH: "列表超过 %d 项"}
	tooMuch          = diag.Message{Code: "too-complex", EN: "the tables of this file are too many and too deep", ZH: "这个文件的表太多太深"}

	hintFullWidth     = diag.Message{EN: "type %s with the Chinese input method switched off, in place of %s", ZH: "请切换到英文输入法，输入 %s 替换 %s"}
	hintWideSpace     = diag.Message{EN: "delete it and type an ordinary space", ZH: "请删掉它，改用半角空格"}
	hintControl       = diag.Message{EN: "delete it", ZH: "请删掉它"}
	hintEscaped       = diag.Message{EN: `delete it; if you mean a backslash, write \\`, ZH: `请删掉它；如果要写反斜杠，请写 \\`}
	hintLeftOut       = diag.Message{EN: "delete it; text pasted from other programs often brings such characters", ZH: "请删去；从别的软件粘贴文字时常会带入"}
	hintStatement     = diag.Message{EN: `a line is key = value, such as title = "…"`, ZH: `每行的写法是 键 = 值，例如 title = "…"`}
	hintKeyLetters    = diag.Message{EN: `use the key's English name, such as title = "…"; a comment begins with #`, ZH: `请用英文键名，例如 title = "…"；说明文字请以 # 开头`}
	hintHeader        = diag.Message{EN: "a table's name stands alone on its line, as in [guide] or [[standards]]", ZH: "表名单独占一行，例如 [guide] 或 [[standards]]"}
	hintEquals        = diag.Message{EN: "write %s = …", ZH: "请写成 %s = …"}
	hintList          = diag.Message{EN: `write key = ["…", "…"]`, ZH: `请写成 键 = ["…", "…"]`}
	hintValue         = diag.Message{EN: `write a value; empty text is "", an empty list is []`, ZH: `请写上内容；空文字写 ""，空列表写 []`}
	hintPointFirst    = diag.Message{EN: "write 0 before the point, as in 0.5", ZH: "小数点前请写 0，例如 0.5"}
	hintQuotes        = diag.Message{EN: `write "%s"`, ZH: `请加英文双引号："%s"`}
	hintBool          = diag.Message{EN: "write %s, without quotes; text stands between quotes", ZH: "请写 %s，不加引号；文字才加引号"}
	hintCloseText     = diag.Message{EN: "put %s at the end of the text; text of several lines stands between %s", ZH: "请在文字末尾加 %s；多行文字前后各写 %s"}
	hintCloseLines    = diag.Message{EN: "put %s at the end of the text", ZH: "请在文字末尾加 %s"}
	hintEscape        = diag.Message{EN: `write \\ for a backslash, \" for a quote, or put the text between '…'`, ZH: `反斜杠请写 \\，双引号请写 \"，或者用 '…' 括住文字`}
	hintTooManyQuotes = diag.Message{EN: `write a quote within the text as \"`, ZH: `文字里的双引号请写 \"`}
	hintExtraComma    = diag.Message{EN: "delete the comma", ZH: "请删掉这个逗号"}
	hintComma         = diag.Message{EN: "put , between the values", ZH: "各项之间请用半角逗号 , 隔开"}
	hintCloseBracket  = diag.Message{EN: "put %s after the last value", ZH: "请在最后一项后面加 %s"}
	hintQuoteInText   = diag.Message{EN: `write quotes within the text as “ ” or \"`, ZH: `文字里面的引号请用中文引号 “ ”，或写成 \"`}
	hintThousands     = diag.Message{EN: "write 1000 or 1_000", ZH: "请写 1000 或 1_000"}
	hintStrayComma    = diag.Message{EN: "delete it; nothing follows the value on its line", ZH: "请删掉它；一行末尾不加标点"}
	hintDate          = diag.Message{EN: "write a date as 2017-09-01, without quotes", ZH: "日期请写成 2017-09-01，不加引号"}
	hintUnit          = diag.Message{EN: "write the number alone; a unit has a key of its own", ZH: "这里只写数字；单位写在另外的键里"}
	hintOneLine       = diag.Message{EN: "begin a new line for the next key; a comment begins with #", ZH: "下一个键请另起一行；说明文字请以 # 开头"}
	hintDuplicate     = diag.Message{EN: "keep one of the two", ZH: "两处只留一处"}
	hintLeadingZero   = diag.Message{EN: "delete the 0, or put a code or a phone number in quotes", ZH: "请去掉开头的 0；代码、电话号码请加引号"}
	hintNumberText    = diag.Message{EN: "put a code or a phone number in quotes", ZH: "代码、电话号码请加引号"}
	hintNumber        = diag.Message{EN: "write digits and at most one point, as in 1000 or 0.5", ZH: "请只写数字和一个小数点，例如 1000 或 0.5"}
	hintBadTOML       = diag.Message{EN: `compare with a line that works, such as title = "…"`, ZH: `请对照正确的写法，例如 title = "…"`}
	hintNesting       = diag.Message{EN: "write simpler tables", ZH: "请简化写法"}
	hintTooLong       = diag.Message{EN: "long texts belong below the front matter", ZH: "长文字请写到正文里"}
	hintTooMany       = diag.Message{EN: "leave out the excess", ZH: "请删去多余的内容"}
	hintTooMuch       = diag.Message{EN: "divide the file, or write fewer and shallower tables", ZH: "请拆成几个文件，或减少表的数量和层次"}
	noteFirst         = diag.Message{EN: "the first one", ZH: "第一次写在这里"}
)

// Faults of keys and values.
var (
	unknownKey    = diag.Message{Code: "unknown-key", EN: "unknown key %q", ZH: "没有 %q 这个键"}
	missingKey    = diag.Message{Code: "missing-key", EN: "the key %q is missing", ZH: "缺少 %q"}
	missingKeyIn  = diag.Message{Code: "missing-key", EN: "the key %q is missing in %q", ZH: "缺少 %q（在 %q 里）"}
	notFinite     = diag.Message{Code: "wrong-type", EN: "%q must be a number, and %s is none", ZH: "%q 要写数字，%s 不是数字"}
	emptyValue    = diag.Message{Code: "empty-value", EN: "%q must not be empty", ZH: "%q 不能为空"}
	unseenValue   = diag.Message{Code: "empty-value", EN: "%q holds only characters that nobody sees", ZH: "%q 里只有看不见的字符"}
	tooManyFaults = diag.Message{Code: "too-many-faults", EN: "only the first %d faults of this file are shown", ZH: "这个文件的错误只列出前 %d 个"}

	hintNearest   = diag.Message{EN: "did you mean %q?", ZH: "是不是想写 %q？"}
	hintKnown     = diag.Message{EN: "known here are: %s", ZH: "这里可以用：%s"}
	hintAdd       = diag.Message{EN: "add %s", ZH: "请加上 %s"}
	hintEmpty     = diag.Message{EN: "fill it in", ZH: "请填写"}
	hintFinite    = diag.Message{EN: "write digits, such as 1000", ZH: "请用数码写，例如 1000"}
	hintElement   = diag.Message{EN: "write at least one between the brackets", ZH: "请在方括号里至少写一个"}
	hintUnseen    = diag.Message{EN: "delete all between the quotes, and fill it in", ZH: "请把引号里的内容全部删掉，重新填写"}
	hintBrackets  = diag.Message{EN: "write [%s]", ZH: "请写成 [%s]"}
	hintTable     = diag.Message{EN: "write %[1]s = { key = value } or a section [%[1]s]", ZH: "请写成 %[1]s = { 键 = 值 }，或单独写一段 [%[1]s]"}
	hintTrueFalse = diag.Message{EN: "write true or false, without quotes", ZH: "请写 true（是）或 false（否），不加引号"}
	hintUnquote   = diag.Message{EN: "write %s, without quotes", ZH: "请写 %s，不加引号"}
	hintWhole     = diag.Message{EN: "write a number without a point", ZH: "请写不带小数点的数字"}
)

// word names a type of value in both languages.
type word struct{ en, zh string }

var (
	wordText   = word{"text in quotes", "文字（加引号）"}
	wordBool   = word{"true or false", "true 或 false"}
	wordInt    = word{"a whole number", "整数"}
	wordNumber = word{"a number", "数字"}
	wordDate   = word{"a date", "日期"}
	wordTime   = word{"a time", "时间"}
	wordList   = word{"a list", "列表 […]"}
	wordTable  = word{"a table", "表 {…}"}
)

// wrongType returns a message made of two words, since a message's arguments have
// no language.
func wrongType(want, have word) diag.Message {
	return diag.Message{
		Code: "wrong-type",
		EN:   "%q must be " + want.en + ", but this is " + have.en,
		ZH:   "%q 应当是" + want.zh + "，这里却是" + have.zh,
	}
}

func wordFor(n *node) word {
	switch n.value.(type) {
	case string:
		return wordText
	case bool:
		return wordBool
	case int64:
		return wordInt
	case float64:
		return wordNumber
	case Date:
		return wordDate
	case time.Time:
		return wordTime
	}
	if n.isTable() {
		return wordTable
	}
	return wordList
}
