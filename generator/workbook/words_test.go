package workbook

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"handbook/generator/diag"
)

// seen are the messages that the tests of this run have made.
var seen = map[string]bool{}

func see(faults diag.List) {
	for _, f := range faults {
		seen[f.Said.EN], seen[f.Hint.EN] = true, true
	}
}

// TestWords holds the messages of faults.go against those that the tests before
// it have made: a message that no case makes may be wrong, or needless.
func TestWords(t *testing.T) {
	if flag.Lookup("test.run").Value.String() != "" {
		t.Skip("only some tests are run")
	}
	file, err := parser.ParseFile(token.NewFileSet(), "faults.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		field, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		if key, ok := field.Key.(*ast.Ident); ok && key.Name == "EN" {
			text, err := strconv.Unquote(field.Value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if !seen[text] {
				t.Errorf("no case makes %q: add one to refuse_test.go", text)
			}
		}
		return true
	})
}
