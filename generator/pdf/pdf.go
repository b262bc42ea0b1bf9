// Package pdf prints pages with an installed browser: Chromium, Chrome or Edge. The
// browser has Chinese fonts, columns and page breaks, so the PDF equals the page
// and needs no layout of its own.
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
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Paper is a size of paper in inches, the browser's unit.
type Paper struct{ Width, Height float64 }

// Papers holds the common sizes by name.
var Papers = map[string]Paper{
	"a4": {210 / 25.4, 297 / 25.4},
	"a5": {148 / 25.4, 210 / 25.4},
}

// Job describes a page to print.
type Job struct {
	Read    func(path string) []byte // content of a path such as fuzhou/print.html; nil when there is none
	Path    string                   // of the page to print
	Paper   Paper
	Prepare string // script to run in the page before printing; "" for none
	Base    string // address of the folder of all paths, for the links of the page; "" takes the links to other pages away
	Foot    string // left half of each sheet's foot; the right half has the sheet's number
}

// patience is the time limit of a browser; Print ends one that hangs.
const patience = 3 * time.Minute

// Print prints a page with a browser, with bookmarks from its headings and with the
// structure that screen readers need. browser is the program's path, see [Find]. It
// keeps its files in the folder temp, which the caller removes.
// The page's style sets the margins. The error of a browser that does not start
// quotes its output.
func Print(ctx context.Context, browser, temp string, job Job) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	root, closeServer, err := job.serve()
	if err != nil {
		return nil, err
	}
	defer closeServer()
	var said bytes.Buffer
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser), chromedp.CombinedOutput(&said), chromedp.UserDataDir(filepath.Join(temp, "profile")),
		chromedp.Env("TMPDIR="+temp, "TMP="+temp, "TEMP="+temp),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("no-proxy-server", true),
		// The page has all its files; the browser must not fetch any from elsewhere.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if runtime.GOOS == "linux" && os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // the browser refuses to start as root with its sandbox
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
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(relink, job.Base)+job.Prepare+"; true")); err != nil {
		return nil, fmt.Errorf("%s: %w", job.Path, err)
	}
	return chromedp.Run(ctx, chromedp.PrintToPDF(job.options))
}

// relink gives links to other pages the address that they have for a reader: the
// server of Print ends with it. A base URL needs no escapes in quotes.
const relink = `for (const a of document.querySelectorAll("a[href]")) {
	if (a.getAttribute("href").startsWith("#") || a.origin !== location.origin) continue;
	if (%[1]q) a.href = %[1]q + a.pathname.slice(1) + a.hash;
	else a.removeAttribute("href");
}
`

func (job Job) options(p *page.PrintToPDFParams) {
	yes := true
	p.PaperWidth, p.PaperHeight = job.Paper.Width, job.Paper.Height
	p.GenerateDocumentOutline, p.GenerateTaggedPDF, p.DisplayHeaderFooter = &yes, &yes, &yes
	p.TransferMode = page.PrintToPDFTransferModeReturnAsStream // a large PDF exceeds one message
	p.HeaderTemplate = "<span></span>"
	p.FooterTemplate = `<div style="display:flex;justify-content:space-between;width:100%;margin:0 12mm;font:8.5pt sans-serif">` +
		`<span>` + html.EscapeString(job.Foot) + `</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`
}

// serve serves the job's pages on the loopback address. A sandboxed browser (Snap)
// cannot read our files, but every browser can read this.
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

// contentType knows the types of a page's files itself, since registries of Windows
// often have wrong ones.
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

// lastLines returns the end of the browser's output, which has the cause.
func lastLines(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimSpace(strings.Join(lines[max(0, len(lines)-3):], " "))
}
