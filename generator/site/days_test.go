package site

import (
	"testing"
	"testing/fstest"

	"handbook/generator/handbook"
)

// later is editions with standards that change after the list's period: a city's, one
// for a place alone, one that ends, one that is announced.
func later(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := editions(t)
	fsys["content/items/health/subsidy.md"] = &fstest.MapFile{Data: []byte(`+++
title = "补贴"
domain = "health"
order = 19
summary = "给补贴"
recipients = ["poor"]
recipients_note = "困难的人"
agencies = ["fin"]
funding = "财政出钱"
sources = [{ id = "plan" }]
[[standards]]
id = "grant"
text = "补贴"
tier = "一级"
unit = "元/人·月"
values = [
  { since = 2017, amount = 4050, unit = "元/人·年", source = { id = "plan", at = "一" } },
  { since = 2021, amount = 367, source = { id = "plan", at = "二" } },
  { since = "2022-07", amount = 380, source = { id = "plan" } },
  { since = 2023-02-01, amount = 400, source = { id = "plan" } },
  { since = 2024, amount = 420, source = { id = "plan" } },
  { since = 2025, amount = 500, only = ["jia/yi"], source = { id = "plan" } },
  { since = 2027, amount = 600, source = { id = "plan" } },
]
[[standards]]
id = "once"
text = "一次性补贴"
values = [{ since = 2018, until = "2025-06", amount = 800, unit = "元/人", source = { id = "plan" } }]
+++
`)}
	return fsys
}

// lastDay is the day that those handbooks speak of.
var lastDay = handbook.Date{Year: 2026, Month: 11, Day: 30}

func TestGoldenDays(t *testing.T) {
	golden(t, "testdata/pages-days.txtar", "What testdata/site.txtar becomes on a later day",
		open(t, later(t), Options{AsOf: lastDay}), []string{"changes.html", "jia/yi/changes.html"},
		open(t, later(t), Options{AsOf: lastDay, BaseURL: "https://example.org/book"}), []string{"changes.xml", "jia/changes.html"})
}
