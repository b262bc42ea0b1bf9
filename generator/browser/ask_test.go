package browser

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"strings"
)

// call sends a command of the DevTools protocol to the tab.
func call[P, R any](tab *tab, command cdp.Command[P, R], params P) R {
	tab.Helper()
	result, err := chromedp.Call(tab.ctx, command, params)
	if err != nil {
		tab.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// ask evaluates a JavaScript expression in the page, as DevTools would: a
// Content-Security-Policy does not hinder it. Promises are awaited.
func ask[T any](tab *tab, expression string) T {
	tab.Helper()
	answer, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil && strings.Contains(err.Error(), "navigated or closed") { // asked while it left: the next page answers
		answer, err = chromedp.Run(tab.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	}
	if err != nil {
		tab.Fatalf("asking the page: %v\n%.300s", err, expression)
	}
	return answer
}
