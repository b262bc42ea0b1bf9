package opendata

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// Schema returns catalogue.schema.json: the JSON Schema (2020-12) of [Catalogue].
func Schema() []byte {
	defs := map[string]any{}
	root := object(reflect.TypeFor[Catalogue](), defs)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "catalogue.json"
	root["description"] = "基本公共服务手册的开放数据：一版的全部服务项目。各项目的 items/编号.json 的格式是 #/$defs/Item"
	root["$defs"] = defs
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Patterns of the texts that the schema tag names.
var patterns = map[string]string{
	"id":   `^[a-z0-9]+(-[a-z0-9]+)*$`,
	"date": `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`,
	"path": `^$|^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$`,
}

// object describes a type; those of its keys that are objects are entered into
// defs.
func object(t reflect.Type, defs map[string]any) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range fieldsOf(t) {
		p := described(f.typ, f.rule, defs)
		p["description"] = f.doc
		properties[f.name] = p
		if f.must {
			required = append(required, f.name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func described(t reflect.Type, rule string, defs map[string]any) map[string]any {
	if t == reflect.TypeFor[Guide]() {
		return reference(t, defs)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return described(t.Elem(), rule, defs)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": described(t.Elem(), rule, defs)}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": described(t.Elem(), rule, defs)}
	case reflect.Struct:
		return reference(t, defs)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.String:
		out := map[string]any{"type": "string"}
		if values, ok := strings.CutPrefix(rule, "enum "); ok {
			out["enum"] = strings.Fields(values)
		} else if rule != "" {
			out["pattern"] = patterns[rule]
		}
		return out
	case reflect.Interface: // the answers of an eligibility route
		return map[string]any{}
	}
	panic("no schema for " + t.String())
}

// reference names the definition of a type.
func reference(t reflect.Type, defs map[string]any) map[string]any {
	if defs[t.Name()] == nil {
		defs[t.Name()] = object(t, defs)
	}
	return map[string]any{"$ref": "#/$defs/" + t.Name()}
}
