package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// commandFiles maps the files of the commands to the commands. All other files are
// on the floor below, except main.go, which lists the commands.
var commandFiles = map[string]string{
	"build.go": "build", "build_part.go": "build", "bundle.go": "bundle", "check.go": "check", "report.go": "check", "diff.go": "diff",
	"export.go": "export", "export_data.go": "export", "import.go": "import", "new.go": "new", "new_edition.go": "new",
	"pdf.go": "pdf", "serve.go": "serve", "version.go": "version",
}

// TestCommandsStandApart: code that two commands share is in a file below both,
// such as project.go or files.go.
func TestCommandsStandApart(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	declared := map[string]string{} // name, or .name of a method → command
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "main.go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil {
					declared["."+d.Name.Name] = commandFiles[name]
				} else {
					declared[d.Name.Name] = commandFiles[name]
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						declared[spec.Name.Name] = commandFiles[name]
					case *ast.ValueSpec:
						for _, n := range spec.Names {
							declared[n.Name] = commandFiles[name]
						}
					}
				}
			}
		}
	}
	for name, file := range files {
		fields := map[*ast.Ident]bool{} // selectors, keys and fields
		ast.Inspect(file, func(n ast.Node) bool {
			use := ""
			switch n := n.(type) {
			case *ast.SelectorExpr:
				fields[n.Sel] = true
				if x, is := n.X.(*ast.Ident); is && (x.Name == "t" || x.Name == "project" || x.Name == "p" || x.Name == "d") {
					use = "." + n.Sel.Name
				}
			case *ast.KeyValueExpr:
				if key, is := n.Key.(*ast.Ident); is {
					fields[key] = true
				}
			case *ast.Field:
				for _, id := range n.Names {
					fields[id] = true
				}
			case *ast.Ident:
				if !fields[n] {
					use = n.Name
				}
			}
			if of := declared[use]; of != "" && of != commandFiles[name] {
				t.Errorf("%s uses %s of the command %s: what both need belongs on the floor below", name, use, of)
			}
			return true
		})
	}
}
