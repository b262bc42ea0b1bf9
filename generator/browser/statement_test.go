package browser

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the results of the checks into the accessibility statement; read the diff")

// statement is the page that tells citizens what was checked. It has a table,
// a line for each check; all else in it is written by hand.
const statement = "../../content/guides/accessibility.md"

// statementMu guards the file: checks run side by side.
var statementMu sync.Mutex

// state holds the result of a check against its line of the statement or, with
// -update, writes the line with today's date. Tests alone write these lines. A
// check that did not run leaves its line as it is, with the day of its last run.
func state(t *testing.T, check, scope string, faults int) {
	t.Helper()
	result := "没有发现问题"
	if faults > 0 {
		result = fmt.Sprintf("发现%d处问题", faults)
	}
	statementMu.Lock()
	defer statementMu.Unlock()
	data, err := os.ReadFile(statement)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{check, scope, result}
	text, stated, ok := withRow(string(data), want, time.Now().Format("2006年1月2日"))
	switch {
	case !ok:
		t.Fatalf("%s has lost its table of checks: it begins with a line “| 检查什么 | 范围 | 结果 | 日期 |”", statement)
	case *update:
		if err := os.WriteFile(statement, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	case !stated:
		t.Errorf("%s does not state this check as it is now: %s\nrun go test ./generator/browser -run %s -update, and read the diff",
			statement, strings.Join(want, " | "), t.Name())
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

// withRow puts a row into the table of checks, in the place of the row of the
// same check or at the end. stated tells whether the row already says so, on
// whichever day.
func withRow(text string, want []string, day string) (changed string, stated, ok bool) {
	lines := strings.Split(text, "\n")
	row := "| " + strings.Join(want, " | ") + " | " + day + " |"
	for n, line := range lines {
		if strings.HasPrefix(line, "| 检查什么 | 范围 | 结果 | 日期 |") {
			ok = true
			continue
		}
		if !ok {
			continue
		}
		if strings.HasPrefix(line, "| "+want[0]+" |") {
			stated = strings.HasPrefix(line, "| "+strings.Join(want, " | ")+" | ")
			lines[n] = row
			return strings.Join(lines, "\n"), stated, true
		}
		if !strings.HasPrefix(line, "|") {
			lines = append(lines[:n], append([]string{row}, lines[n:]...)...)
			return strings.Join(lines, "\n"), false, true
		}
	}
	return text, false, false
}

func TestStatementRows(t *testing.T) {
	const table = "前\n\n| 检查什么 | 范围 | 结果 | 日期 |\n| --- | --- | --- | --- |\n| 甲 | 1页 | 好 | 1日 |\n\n后\n"
	for _, test := range []struct {
		name, text string
		want       []string
		changed    string
		stated, ok bool
	}{
		{"as stated, on another day", table, []string{"甲", "1页", "好"}, strings.Replace(table, "1日", "2日", 1), true, true},
		{"another result", table, []string{"甲", "1页", "坏"}, strings.Replace(table, "好 | 1日", "坏 | 2日", 1), false, true},
		{"a result that goes on", table, []string{"甲", "1页", "好极"}, strings.Replace(table, "好 | 1日", "好极 | 2日", 1), false, true},
		{"a new check", table, []string{"乙", "2页", "好"}, strings.Replace(table, "1日 |\n", "1日 |\n| 乙 | 2页 | 好 | 2日 |\n", 1), false, true},
		{"no table", "前\n", []string{"甲", "1页", "好"}, "前\n", false, false},
	} {
		changed, stated, ok := withRow(test.text, test.want, "2日")
		if changed != test.changed || stated != test.stated || ok != test.ok {
			t.Errorf("%s: got %q, %v, %v", test.name, changed, stated, ok)
		}
	}
}
