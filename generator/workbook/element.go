package workbook

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/toml"
)

// elementsOf returns the elements of a key of the guide; in TOML one stands for a list
// of one.
func elementsOf(value any) []any {
	if list, is := value.([]any); is {
		return list
	}
	return []any{value}
}

// shownElement returns an element on one line, with its procedure in front; in TOML it
// is a text or a table. A line does not show its source and its dates, which stay with
// it as long as nobody changes the line.
func shownElement(k kind, value any) (string, bool) {
	switch m := value.(type) {
	case string:
		return m, true
	case map[string]any:
		text := func(key string) string {
			s, _ := m[key].(string)
			return s
		}
		parts := []string{text("text"), text("url")}
		if k == papers {
			parts = []string{text("name"), text("form"), "", text("file")}
			if copies, _ := m["copies"].(int64); copies > 0 {
				parts[2] = strconv.FormatInt(copies, 10)
			}
		}
		if procedure := text("for"); procedure != "" {
			parts[0] = "【" + procedure + "】" + parts[0]
		}
		ok := parts[0] != ""
		for len(parts) > 1 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		return strings.Join(parts, " | "), ok
	}
	return "", false
}

var procedure = regexp.MustCompile(`^【([^】]+)】(.+)$`)

// elementsFrom reads the lines of a cell. Lines that nobody has changed keep their
// elements as the file has them, with their sources. One sentence is written without
// brackets.
func elementsFrom(k kind, got string, old any) any {
	before := elementsOf(old)
	var out []any
	for line := range strings.SplitSeq(got, "\n") {
		n := slices.IndexFunc(before, func(e any) bool {
			shown, _ := shownElement(k, e)
			return canon(k, shown) == line
		})
		if n >= 0 {
			out = append(out, plain(before[n]))
			continue
		}
		out = append(out, elementFrom(k, line))
	}
	if text, is := out[0].(string); is && k == sentence && len(out) == 1 {
		return text
	}
	return out
}

// elementFrom reads a new line: a text, or a table where it says more.
func elementFrom(k kind, line string) any {
	parts := strings.SplitN(strings.ReplaceAll(line, "｜", "|"), "|", 4)
	if k != papers {
		parts = []string{line}
		if text, url, has := strings.Cut(strings.ReplaceAll(line, "｜", "|"), "|"); has && strings.Contains(url, "://") {
			parts = []string{text, url}
		}
	}
	for n := range parts {
		parts[n] = strings.TrimSpace(parts[n])
	}
	m := toml.Table{{Key: "text", Value: parts[0]}}
	if k == papers {
		m[0].Key = "name"
	}
	if found := procedure.FindStringSubmatch(parts[0]); found != nil {
		m[0].Value = strings.TrimSpace(found[2])
		m = append(m, toml.Entry{Key: "for", Value: found[1]})
	}
	switch {
	case len(parts) == 1 && len(m) == 1:
		return line
	case len(parts) == 1:
	case k == papers:
		m = append(m, paperFrom(parts[1:])...)
	default:
		m = append(m, toml.Entry{Key: "url", Value: parts[1]})
	}
	return m
}

// paperFrom reads the form, the copies and the file of a material.
func paperFrom(parts []string) (out toml.Table) {
	copies := ""
	if len(parts) >= 2 {
		copies = strings.TrimSuffix(narrow(parts[1]), "份")
	}
	number, err := strconv.Atoi(strings.TrimSpace(copies))
	if parts[0] != "" || copies != "" && err != nil {
		form := parts[0]
		if err != nil && copies != "" {
			form = strings.TrimSpace(form + " " + parts[1])
		}
		out = append(out, toml.Entry{Key: "form", Value: form})
	}
	if err == nil && number > 0 {
		out = append(out, toml.Entry{Key: "copies", Value: number})
	}
	if len(parts) == 3 && parts[2] != "" {
		out = append(out, toml.Entry{Key: "file", Value: parts[2]})
	}
	return out
}

// elementKeys is the order of the keys of an element, of a value and of their sources;
// others follow.
var elementKeys = []string{"text", "name", "form", "copies", "file", "url", "for", "since", "until", "amount", "unit", "only", "note", "id", "at", "confidence", "source"}

// plain returns a value of a document in the form that an edit takes.
func plain(value any) any {
	switch v := value.(type) {
	case []any:
		out := make([]any, len(v))
		for n := range v {
			out[n] = plain(v[n])
		}
		return out
	case map[string]any:
		var out toml.Table
		rest := slices.DeleteFunc(slices.Sorted(maps.Keys(v)), func(key string) bool { return slices.Contains(elementKeys, key) })
		for _, key := range slices.Concat(elementKeys, rest) {
			if one, has := v[key]; has {
				out = append(out, toml.Entry{Key: key, Value: plain(one)})
			}
		}
		return out
	}
	return value
}
