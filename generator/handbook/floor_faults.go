package handbook

import "handbook/generator/diag"

// Faults of the floor.
var (
	loweredAmount = diag.Message{Code: "below-floor",
		EN: "%[1]s in %[2]s is less than the %[3]s of %[4]s when it begins", ZH: "%[2]s的%[1]s开始时低于%[4]s的%[3]s"}
	raisedLimit = diag.Message{Code: "below-floor",
		EN: "%[1]s in %[2]s is more than the limit of %[3]s of %[4]s when it begins", ZH: "%[2]s的%[1]s开始时超过%[4]s规定的最多%[3]s"}
	superseded = diag.Message{Code: "superseded",
		EN: "%[1]s in %[2]s has fallen behind the %[3]s of %[4]s, which holds instead", ZH: "%[2]s的%[1]s已经不如%[4]s的%[3]s，页面上按%[4]s的"}
	droppedStandard = diag.Message{Code: "below-floor",
		EN: "%[1]q is guaranteed by %[2]s and cannot be dropped", ZH: "“%[1]s”是%[2]s保障的标准，不能取消"}
	endedStandard = diag.Message{Code: "below-floor",
		EN: "%[1]q is ended on %[2]s, but %[3]s guarantees it", ZH: "“%[1]s”写到%[2]s为止，%[3]s没有取消它"}
	changedUnit = diag.Message{Code: "below-floor",
		EN: "the unit %[1]q is not the %[2]q of %[3]s, so no program can compare the amounts", ZH: "单位“%[1]s”和%[3]s的“%[2]s”不同，数额没有办法比"}
	changedBound = diag.Message{Code: "below-floor",
		EN: "the bound %[1]q is not the %[2]q of %[3]s", ZH: "bound 写的“%[1]s”和%[3]s的“%[2]s”不同"}
	droppedGroup = diag.Message{Code: "below-floor",
		EN: "%[2]s guarantees this to %[1]q, which is missing here", ZH: "%[2]s规定“%[1]s”可以享受，这里漏掉了"}
	droppedEveryone = diag.Message{Code: "below-floor",
		EN: "%s guarantees this to everyone", ZH: "%s规定这一项人人可享，这里改窄了"}
	droppedRoute = diag.Message{Code: "below-floor",
		EN: "people who meet this route of %s cannot have the item here", ZH: "%s规定符合这种情形的人可以享受，这里漏掉了"}
	changedText = diag.Message{Code: "text-changed",
		EN: "this text differs from that of %s: only a person can judge whether it promises less", ZH: "文字和%s的不同，程序判断不了是不是降低了标准"}
	raisedWithoutBasis = diag.Message{Code: "no-basis",
		EN: "raised from %s to %s without a document", ZH: "由%s提高到%s，没有写依据文号"}
	loweredFar = diag.Message{Code: "far-above-floor",
		EN: "the limit of %[1]s is %.2[2]f times as strict as the %[3]s of %[4]s", ZH: "上限%[1]s比%[4]s的%[3]s严，相当于标准的%.2[2]f倍"}
	raisedHigh = diag.Message{Code: "far-above-floor",
		EN: "%[1]s is %.2[2]f times the %[3]s of %[4]s", ZH: "%[1]s是%[4]s标准%[3]s的%.2[2]f倍"}
	laterStandard = diag.Message{Code: "below-floor",
		EN: "%[3]s guarantees %[1]q now, and this lets it begin %[2]s only", ZH: "“%[1]s”%[3]s现在就保障，这里却写从%[2]s起"}
	endedItem = diag.Message{Code: "below-floor",
		EN: "the item is ended on %s, but %s guarantees it", ZH: "这一项写到%s为止，%s没有取消它"}
	laterItem = diag.Message{Code: "below-floor",
		EN: "%[2]s guarantees the item now, and this lets it begin %[1]s only", ZH: "%[2]s现在就保障这一项，这里却写从%[1]s起"}
	emptied = diag.Message{Code: "emptied",
		EN: "this takes away %[1]s, which %[3]s gives", ZH: "这里把%[3]s写的“%[2]s”清空了"}
	chargedFee = diag.Message{Code: "below-floor",
		EN: "%[1]q is a fee, but %[2]s charges nothing", ZH: "“%[1]s”要收费，%[2]s规定不收费"}
	moreFee = diag.Message{Code: "asks-more",
		EN: "the fee of %[1]s %[2]s is more than the %[3]s %[2]s of %[4]s", ZH: "收费%[1]s%[2]s，比%[4]s的%[3]s%[2]s多"}
	longerLimit = diag.Message{Code: "asks-more",
		EN: "%[1]s %[2]s take longer than the %[3]s %[2]s of %[4]s", ZH: "%[1]s%[2]s比%[4]s的%[3]s%[2]s长"}
	moreVisits = diag.Message{Code: "asks-more",
		EN: "people must come %d times; %[3]s asks for %[2]d", ZH: "要到现场 %d 次，%[3]s只要 %[2]d 次"}
	moreMaterials = diag.Message{Code: "asks-more",
		EN: "people must bring %d materials; %[3]s asks for %[2]d", ZH: "要交 %d 样材料，%[3]s只要 %[2]d 样"}
)

// Hints of the floor.
var (
	hintAtLeast       = diag.Message{EN: "write %s or more, or remove the line", ZH: "请改为不低于 %s，或删去这一行"}
	hintAtMost        = diag.Message{EN: "write %s or less, or remove the line", ZH: "请改为不超过 %s，或删去这一行"}
	hintKeepStandard  = diag.Message{EN: "remove the line: an edition can only add and raise", ZH: "请删去这一行：各地只能增加和提高"}
	hintKeepUnit      = diag.Message{EN: "write the amount in %q, or give the new standard an id of its own", ZH: "请换算成“%s”，或给新的标准另起一个编号"}
	hintKeepBound     = diag.Message{EN: "write %q, or remove the line", ZH: "请写“%s”，或删去这一行"}
	hintKeepGroup     = diag.Message{EN: "add it, or write only the new groups as recipients_add", ZH: "请补上，或只把新增的写进 recipients_add"}
	hintReviewed      = diag.Message{EN: "after comparing them, write reviewed = \"document number\"", ZH: "核对没有降低以后，请写 reviewed = \"文号\""}
	hintBasis         = diag.Message{EN: "write basis = \"document number\"", ZH: "请写 basis = \"文号\""}
	hintHigh          = diag.Message{EN: "make sure that the place can afford it for good", ZH: "请确认财力能够长期承受（计划要求对盲目攀高的及时提醒）"}
	hintKeepRoute     = diag.Message{EN: "add it, or write only the new routes as [[eligibility_add]]", ZH: "请补上，或只把新增的写进 [[eligibility_add]]"}
	hintLaterStandard = diag.Message{EN: "remove the line, or write the raised amount that begins then", ZH: "请删去这一行，或写上从那时起提高到多少"}
	hintSuperseded    = diag.Message{EN: "ask for the new figure, or leave it: it stands in the history", ZH: "请问清新的数，或就这样留着：它列在历年里"}
	hintEmptied       = diag.Message{EN: "write something, or remove the line", ZH: "请写上内容，或删去这一行"}
	hintFree          = diag.Message{EN: "write 不收费, or remove the line; where a document allows the fee, write reviewed = \"document number\" at the top of the file", ZH: "请写“不收费”，或删去这一行；确有文件规定收费的，在文件开头写 reviewed = \"文号\""}
	hintReviewedItem  = diag.Message{EN: "after comparing them, write reviewed = \"document number\" at the top of the file", ZH: "核对没有降低，或者文件确有规定的，请在文件开头写 reviewed = \"文号\""}

	noteAbove = diag.Message{EN: "the inherited value is here", ZH: "继承的标准在这里"}
)
