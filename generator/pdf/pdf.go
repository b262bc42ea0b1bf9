// Package pdf prints pages by a browser that is installed: Chromium, Chrome or
// Edge. The browser knows Chinese fonts, columns and where a sheet ends, so the
// PDF is the page, and there is no second way to make one.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"runtime"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Paper is a size of paper in inches, as browsers want it.
type Paper struct{ Width, Height float64 }

// Papers are the sizes that people have, by name.
var Papers = map[string]Paper{
	"a4": {210 / 25.4, 297 / 25.4},
	"a5": {148 / 25.4, 210 / 25.4},
}

// Job is what to print.
type Job struct {
	Read    func(path string) []byte // what stands at a path such as fuzhou/print.html; nil for nothing
	Path    string                   // of the page to print
	Paper   Paper
	Prepare string // a script that is run in the page before; "" for none
	Foot    string // at the left of each sheet's foot; its number stands at the right
}

// patience is how long a browser may take; one that hangs is ended.
const patience = 3 * time.Minute

// Print has a browser print a page, with bookmarks made of its headings and with
// the structure that screen readers need. browser is the program's path, see
// [Find]. Margins are those of the page's own style. An error tells in the
// browser's words why it does not start.
func Print(ctx context.Context, browser string, job Job) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	root, closeServer, err := job.serve()
	if err != nil {
		return nil, err
	}
	defer closeServer()
	var said bytes.Buffer
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser), chromedp.CombinedOutput(&said),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("no-proxy-server", true),
		// A page brings all that it shows; nothing is fetched from elsewhere.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if runtime.GOOS == "linux" && os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // as root the browser refuses to start with its sandbox
	}
	ctx, endBrowser := chromedp.NewExecAllocator(ctx, options...)
	defer endBrowser()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", browser, err, lastLines(said.String()))
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(root+job.Path)); err != nil {
		return nil, fmt.Errorf("%s: %w", job.Path, err)
	}
	if job.Prepare != "" {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](job.Prepare+"; true")); err != nil {
			return nil, fmt.Errorf("%s: %w", job.Path, err)
		}
	}
	return chromedp.Run(ctx, chromedp.PrintToPDF(job.options))
}

func (job Job) options(p *page.PrintToPDFParams) {
	yes := true
	p.PaperWidth, p.PaperHeight = job.Paper.Width, job.Paper.Height
	p.GenerateDocumentOutline, p.GenerateTaggedPDF, p.DisplayHeaderFooter = &yes, &yes, &yes
	p.TransferMode = page.PrintToPDFTransferModeReturnAsStream // a large one is no single message
	p.HeaderTemplate = "<span></span>"
	p.FooterTemplate = `<div style="display:flex;justify-content:space-between;width:100%;margin:0 12mm;font:8.5pt sans-serif">` +
		`<span>` + html.EscapeString(job.Foot) + `</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`
}

// serve shows the job's pages to this machine alone. A browser in a cage of its
// own (Snap) reads no file of ours, but any of them reads this.
func (job Job) serve() (root string, closeServer func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		data := job.Read(name)
		if data == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", contentType(name))
		w.Write(data)
	})}
	go server.Serve(l)
	return "http://" + l.Addr().String() + "/", func() { server.Close() }, nil
}

// contentType does not ask the machine for what every page has: registries of
// Windows are known to be wrong.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// lastLines is the end of what a browser says, which tells why it gave up.
func lastLines(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimSpace(strings.Join(lines[max(0, len(lines)-3):], " "))
}
