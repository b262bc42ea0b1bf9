package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tables is goldmark's parser of tables, and keeps the cells beyond the columns of
// the head, which GitHub's rules drop.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	parent, before := node.Parent(), node.PreviousSibling()
	lines := append([]text.Segment(nil), node.Lines().Sliced(0, node.Lines().Len())...)
	t.ParagraphTransformer.Transform(node, reader, pc)
	next := node.NextSibling()
	switch {
	case node.Parent() != nil:
	case before != nil:
		next = before.NextSibling()
	default:
		next = parent.FirstChild()
	}
	table, ok := next.(*extast.Table)
	if !ok {
		return
	}
	s, columns, widest := stateOf(pc), len(table.Alignments), 0
	row := table.FirstChild().NextSibling()
	for _, line := range lines[len(lines)-table.ChildCount()+1:] {
		cells := split(line, reader.Source())
		if len(cells) == 1 && columns > 1 && !bytes.ContainsRune(line.Value(reader.Source()), '|') {
			s.warn(cells[0].Start, cells[0].Len(), msgRowText).hint(hintRowText)
		}
		if len(cells) > columns {
			first, last := cells[columns], cells[len(cells)-1]
			s.warn(first.Start, last.Stop-first.Start, msgBeyond, len(cells), columns).hint(hintBeyond, len(cells))
			for _, cell := range cells[columns:] {
				more := extast.NewTableCell()
				more.SetPos(cell.Start)
				more.Lines().Append(cell)
				row.AppendChild(row, more)
			}
			widest = max(widest, len(cells))
		}
		row = row.NextSibling()
	}
	for head := table.FirstChild(); head.ChildCount() < widest; {
		head.AppendChild(head, extast.NewTableCell())
	}
}

// split returns the cells of a row as goldmark cuts them, without empty ones at the end.
func split(line text.Segment, source []byte) []text.Segment {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	row := line.Value(source)
	at, limit := 0, len(row)
	if limit > 0 && row[0] == '|' {
		at++
	}
	if limit > 0 && row[limit-1] == '|' {
		limit--
	}
	var cells []text.Segment
	filled := 0
	for at < limit {
		end := at
		for end < limit && (row[end] != '|' || end > 0 && row[end-1] == '\\') {
			end++
		}
		cell := text.NewSegment(line.Start+at, line.Start+end)
		cell = cell.TrimLeftSpace(source)
		cell = cell.TrimRightSpace(source)
		cells = append(cells, cell)
		if cell.Len() > 0 {
			filled = len(cells)
		}
		at = end + 1
	}
	return cells[:filled]
}
