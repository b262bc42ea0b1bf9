package browser

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the results of the checks into the accessibility statement; read the diff")

// statement is the page that tells citizens what was checked. Below one of its
// headings it has a line for each check; all else in it is written by hand.
const (
	statement = "../../content/guides/accessibility.md"
	checked   = "## 最近一次自动检查"
)

// The checks that it states, in its order.
const (
	checkAxe          = "网页无障碍检查"
	checkNu           = "网页代码检查"
	checkTree         = "读屏软件听到的内容"
	checkTreeWalk     = "只听名称，从首页走到可以拨打的电话"
	checkKeyboardWalk = "只用键盘，从首页走到可以拨打的电话"
	checkFocus        = "只用Tab键走完一页"
	checkNarrow       = "窄屏和大字"
	checkPrint        = "打印"
)

var checks = []string{checkAxe, checkNu, checkTree, checkTreeWalk, checkKeyboardWalk, checkFocus, checkNarrow, checkPrint}

// statementMu guards the file: checks run side by side.
var statementMu sync.Mutex

// state holds the result of a check against its line of the statement or, with
// -update, writes the line with today's date. Tests alone write these lines. A
// check that did not run leaves its line as it is, with the day of its last run.
func state(t *testing.T, check, scope string, faults int) {
	t.Helper()
	result := "没有发现问题"
	if faults > 0 {
		result = fmt.Sprintf("发现%d种问题", faults)
	}
	statementMu.Lock()
	defer statementMu.Unlock()
	data, err := os.ReadFile(statement)
	if err != nil {
		t.Fatal(err)
	}
	want := scope + "。结果：" + result + "。"
	text, stated, ok := withLine(string(data), check, want, time.Now().Format("2006年1月2日"))
	switch {
	case !ok:
		t.Fatalf("%s has lost its list of checks below “%s”: put back a line of it", statement, checked)
	case *update:
		if err := os.WriteFile(statement, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	case !stated:
		t.Errorf("%s does not state this check as it is now: %s\nrun go test ./generator/browser -run %s -update, and read the diff",
			statement, check+"："+want, t.Name())
	}
}

// failures is 1 for a test that has failed already, for checks that do not
// count.
func failures(t *testing.T) int {
	if t.Failed() {
		return 1
	}
	return 0
}

// withLine puts a check into the list of the statement, in the place of its
// line or at the end. stated tells whether the line already says so, on
// whichever day; ok whether there is a list.
func withLine(text, check, want, day string) (changed string, stated, ok bool) {
	before, list, _ := strings.Cut(text, "\n"+checked+"\n")
	lines := strings.Split(list, "\n")
	begin, line := "- **"+check+"**：", "- **"+check+"**："+want+day
	last := -1
	for n, l := range lines {
		if strings.HasPrefix(l, "## ") {
			break
		}
		if strings.HasPrefix(l, begin) {
			stated, lines[n] = strings.HasPrefix(l, begin+want), line
			return before + "\n" + checked + "\n" + strings.Join(lines, "\n"), stated, true
		}
		if strings.HasPrefix(l, "- **") {
			last = n
		}
	}
	if last < 0 {
		return text, false, false
	}
	lines = slices.Insert(lines, last+1, line)
	return before + "\n" + checked + "\n" + strings.Join(lines, "\n"), false, true
}

// The statement has a line for each check and for no other: what is no longer
// checked is no longer claimed.
func TestStatementIsWhole(t *testing.T) {
	data, err := os.ReadFile(statement)
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "\n"+checked+"\n")
	list, _, _ = strings.Cut(list, "\n## ")
	var got []string
	for line := range strings.Lines(list) {
		if rest, ok := strings.CutPrefix(line, "- **"); ok {
			check, _, _ := strings.Cut(rest, "**")
			got = append(got, check)
		}
	}
	if diff := cmp.Diff(checks, got); diff != "" {
		t.Errorf("%s: remove the lines of checks that are gone, and write those of new ones with -update (-want +got):\n%s", statement, diff)
	}
}

func TestStatementLines(t *testing.T) {
	const list = "前\n\n## 最近一次自动检查\n\n话。\n\n- **甲**：1页。结果：好。1日\n\n## 别的\n\n- **丙**：1页。结果：好。1日\n"
	for _, test := range []struct {
		name, text, check, want string
		changed                 string
		stated, ok              bool
	}{
		{"as stated, on another day", list, "甲", "1页。结果：好。", strings.Replace(list, "1日", "2日", 1), true, true},
		{"another result", list, "甲", "1页。结果：坏。", strings.Replace(list, "好。1日", "坏。2日", 1), false, true},
		{"a result that goes on", list, "甲", "1页。结果：好极。", strings.Replace(list, "好。1日", "好极。2日", 1), false, true},
		{"a new check, though another list names it", list, "丙", "2页。结果：好。", strings.Replace(list, "1日\n", "1日\n- **丙**：2页。结果：好。2日\n", 1), false, true},
		{"no list", "前\n", "甲", "1页。结果：好。", "前\n", false, false},
		{"an empty list", "前\n## 最近一次自动检查\n\n## 别的\n", "甲", "1页。结果：好。", "前\n## 最近一次自动检查\n\n## 别的\n", false, false},
	} {
		changed, stated, ok := withLine(test.text, test.check, test.want, "2日")
		if changed != test.changed || stated != test.stated || ok != test.ok {
			t.Errorf("%s: got %q, %v, %v", test.name, changed, stated, ok)
		}
	}
}
