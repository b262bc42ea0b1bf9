package browser

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long one test may use its tab. Only a browser that hangs takes
// longer.
const patience = 3 * time.Minute

var (
	endMu sync.Mutex
	ends  []func()
)

// atEnd calls f after all tests.
func atEnd(f func()) {
	endMu.Lock()
	defer endMu.Unlock()
	ends = append(ends, f)
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	for _, f := range slices.Backward(ends) {
		f()
	}
	os.Exit(code)
}

// chromium finds the browser.
func chromium() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found: run bash generator/test.sh, which installs it, " +
		"or set CHROMIUM to the browser's path; go test -short leaves the browser tests out")
}

// start starts the browser, once for all tests.
var start = sync.OnceValues(func() (context.Context, error) {
	path, err := chromium()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// No test may depend on other hosts, or tell them anything.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	ctx, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(ctx)
	atEnd(func() { cancel(); cancelAllocator() })
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return ctx, nil
})

// tab is one tab of the browser.
type tab struct {
	*testing.T
	ctx context.Context

	mu         sync.Mutex
	requests   []string
	complaints []string // of the browser's console, Content-Security-Policy included
}

// open opens a tab for a test. Tests run side by side, each in its own tab.
func open(t *testing.T) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	browser, err := start()
	if err != nil {
		t.Fatal(err)
	}
	tab := &tab{T: t}
	// Each test has storage of its own.
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(tab.hear), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab.ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	// A tab behind others would not show where the focus is.
	call(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	tab.screen(1280, 800)
	return tab
}

// hear notes what the page asks for and what the browser complains of.
func (tab *tab) hear(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	complain := func(format string, args ...any) {
		tab.complaints = append(tab.complaints, fmt.Sprintf(format, args...))
	}
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		tab.requests = append(tab.requests, e.Request.URL)
	case *log.EventEntryAdded:
		complain("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL)
	case *runtime.EventExceptionThrown:
		complain("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		for _, arg := range e.Args {
			complain("console.%s: %s%s", e.Type, arg.Value, arg.Description)
		}
	}
}

// heard returns what was noted since the last call.
func (tab *tab) heard() (requests, complaints []string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	requests, complaints = tab.requests, tab.complaints
	tab.requests, tab.complaints = nil, nil
	return requests, complaints
}

// visit opens an address and waits until it is loaded.
func (tab *tab) visit(address string) {
	tab.Helper()
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(address)); err != nil {
		tab.Fatalf("opening %s: %v", address, err)
	}
}

// press presses keys.
func (tab *tab) press(keys string) {
	tab.Helper()
	if err := chromedp.Do(tab.ctx, chromedp.KeyEvent(keys)); err != nil {
		tab.Fatalf("pressing %q: %v", keys, err)
	}
}

// pressToLoad presses keys and waits for the page that they lead to.
func (tab *tab) pressToLoad(keys string) {
	tab.Helper()
	if _, err := chromedp.Run(tab.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent(keys))); err != nil {
		tab.Fatalf("pressing %q loads no page: %v", keys, err)
	}
}

// address is where the tab is, below root; the whole address if it is not.
func (tab *tab) address(root string) string {
	tab.Helper()
	return strings.TrimPrefix(ask[string](tab, "location.href"), root)
}

// screen sets the size of the window in CSS pixels.
func (tab *tab) screen(width, height int64) {
	tab.Helper()
	if err := chromedp.Do(tab.ctx, chromedp.EmulateViewport(width, height)); err != nil {
		tab.Fatal(err)
	}
}

// media sets the medium, "screen", "print" or "" for what the browser would take
// by itself, and the scheme of colours, "light" or "dark".
func (tab *tab) media(medium, scheme string) {
	tab.Helper()
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media:    medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// textSize sets the reader's own size of text; browsers begin with 16 px.
func (tab *tab) textSize(px int64) {
	tab.Helper()
	call(tab, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: px, Fixed: px * 13 / 16}})
}

// scripts switches the page's scripts on or off. The questions that tests ask
// are not scripts of the page.
func (tab *tab) scripts(on bool) {
	tab.Helper()
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// until waits for what happens without a key or a visit.
func (tab *tab) until(what string, happened func() bool) {
	tab.Helper()
	for range 200 {
		if happened() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	tab.Fatalf("this does not happen: %s; the tab is at %s", what, tab.address(""))
}
