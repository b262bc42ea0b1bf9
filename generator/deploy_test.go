package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The tests of .deploy/ run the real programs (Debian: nginx, caddy, rclone), and
// skip if these are not installed.

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
}

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// TestPolicies: servers send the policy of the pages, without the rules that only
// pages on a disk need, and with those that only a server can send.
func TestPolicies(t *testing.T) {
	found := metaPolicy.FindStringSubmatch(readFile(t, "../layouts/base.html"))
	if found == nil {
		t.Fatal("layouts/base.html has no Content-Security-Policy")
	}
	want := strings.ReplaceAll(found[1], " file:", "") + "; frame-ancestors 'none'"
	for _, name := range []string{"nginx.conf", "Caddyfile"} {
		if !strings.Contains(readFile(t, "../.deploy/"+name), `Content-Security-Policy "`+want+`"`) {
			t.Errorf(".deploy/%s must send the policy of layouts/base.html: %s", name, want)
		}
	}
}

// TestServers requests a built site from real servers with the samples' settings.
func TestServers(t *testing.T) {
	site, source := filepath.Join(t.TempDir(), "public"), provinceFolder(t)
	write(t, filepath.Join(source, "static/.well-known/security.txt"), "Contact: https://example.com/\n")
	buildTo(t, source, site, "--compress", "--base-url", "https://example.com/")
	if err := os.Chmod(filepath.Dir(site), 0o755); err != nil { // nginx may change its user
		t.Fatal(err)
	}
	t.Run("nginx", func(t *testing.T) {
		needs(t, "nginx")
		dir, addr := t.TempDir(), freeAddr(t)
		conf := strings.NewReplacer("listen 80;", "listen "+addr+";", "/var/www/handbook", site).Replace(readFile(t, "../.deploy/nginx.conf"))
		write(t, filepath.Join(dir, "site.conf"), conf)
		user := ""
		if os.Getuid() == 0 {
			user = "user root;"
		}
		write(t, filepath.Join(dir, "nginx.conf"), fmt.Sprintf("%s\ndaemon off;\npid %s/pid;\nerror_log stderr;\nevents {}\nhttp { include /etc/nginx/mime.types; access_log off; client_body_temp_path %[2]s/body; proxy_temp_path %[2]s/proxy; fastcgi_temp_path %[2]s/fastcgi; uwsgi_temp_path %[2]s/uwsgi; scgi_temp_path %[2]s/scgi; include %[2]s/site.conf; }\n", user, dir))
		start(t, addr, "nginx", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
		askServer(t, addr, site, "gzip")
	})
	t.Run("caddy", func(t *testing.T) {
		needs(t, "caddy")
		dir, addr := t.TempDir(), freeAddr(t)
		conf := strings.NewReplacer("handbook.example.gov.cn {", "http://"+addr+" {", "/var/www/handbook", site).Replace(readFile(t, "../.deploy/Caddyfile"))
		write(t, filepath.Join(dir, "Caddyfile"), "{\n\tadmin off\n\tauto_https off\n}\n"+conf)
		start(t, addr, "caddy", "run", "--config", filepath.Join(dir, "Caddyfile"), "--adapter", "caddyfile")
		askServer(t, addr, site, "br")
		askServer(t, addr, site, "gzip")
	})
}

func buildTo(t *testing.T, source, output string, args ...string) {
	t.Helper()
	var errs strings.Builder
	if code := run(append([]string{"build", "--source", source, "--output", output}, args...), io.Discard, &errs, nil); code != exitDone {
		t.Fatalf("exit code %d:\n%s", code, errs.String())
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs a server until the test ends, and waits until it answers.
func start(t *testing.T, addr, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() { cmd.Process.Signal(os.Interrupt); <-ended })
	for range 200 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v\n%s", name, err, said.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer", name)
}

// askServer compares responses with the promises of the samples.
func askServer(t *testing.T, addr, site, encoding string) {
	t.Helper()
	sheets, err := filepath.Glob(filepath.Join(site, "assets/site-*.css"))
	if err != nil || len(sheets) != 1 {
		t.Fatalf("style sheets: %v, %v", sheets, err)
	}
	sheet := "/assets/" + filepath.Base(sheets[0])
	const forever, anew = "public, max-age=31536000, immutable", "no-cache"
	suffix := map[string]string{"gzip": ".gz", "br": ".br"}[encoding]
	for _, test := range []struct {
		method, path string
		status       int
		cache, file  string // of the response; file has its body, "" for any
		kind         string
	}{
		{"GET", "/items/boarding.html", 200, anew, "items/boarding.html" + suffix, "text/html; charset=utf-8"},
		{"GET", "/", 200, anew, "index.html" + suffix, "text/html; charset=utf-8"},
		{"GET", "/fuzhou/", 200, anew, "fuzhou/index.html" + suffix, "text/html; charset=utf-8"},
		{"GET", sheet, 200, forever, sheet + suffix, "text/css; charset=utf-8"},
		{"GET", "/manifest.webmanifest", 200, anew, "", "application/manifest+json"},
		{"GET", "/items/none.html", 404, "", "", "text/html; charset=utf-8"},
		{"GET", "/assets/none.css", 404, "", "", "text/html; charset=utf-8"},
		{"GET", "/.handbook-manifest", 404, "", "", ""},
		{"GET", "/fuzhou/.hidden", 404, "", "", ""},
		{"GET", "/.well-known/security.txt", 200, anew, "", "text/plain; charset=utf-8"},
		{"GET", "/../site.toml", 400, "", "", ""},
		{"POST", "/", 405, "", "", ""},
	} {
		request, err := http.NewRequest(test.method, "http://"+addr+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", encoding)
		answer, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		at := test.method + " " + test.path + " with " + encoding
		switch {
		case test.status == 400 || test.status == 405:
			if answer.StatusCode < 400 || answer.StatusCode > 405 {
				t.Errorf("%s: status %d", at, answer.StatusCode)
			}
			continue
		case answer.StatusCode != test.status:
			t.Errorf("%s: status %d, want %d", at, answer.StatusCode, test.status)
		}
		if got := answer.Header.Get("Cache-Control"); test.status == 200 && got != test.cache || strings.Contains(got, "immutable") && test.cache != forever {
			t.Errorf("%s: Cache-Control %q, want %q", at, got, test.cache)
		}
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} {
			if len(answer.Header.Values(name)) != 1 {
				t.Errorf("%s: header %s is there %d times", at, name, len(answer.Header.Values(name)))
			}
		}
		if got := answer.Header.Get("Content-Type"); test.kind != "" && !strings.EqualFold(got, test.kind) {
			t.Errorf("%s: Content-Type %q, want %q", at, got, test.kind)
		}
		if test.file != "" {
			if answer.Header.Get("Content-Encoding") != encoding || string(body) != readFile(t, filepath.Join(site, test.file)) {
				t.Errorf("%s: the answer is not %s as it lies there (Content-Encoding %q)", at, test.file, answer.Header.Get("Content-Encoding"))
			}
		}
	}
}

// TestUpload uploads a site, changes it, and uploads again, with a look at the
// target after every step: no page may lack its assets, no link its page.
func TestUpload(t *testing.T) {
	needs(t, "rclone")
	needs(t, "bash")
	dir := t.TempDir()
	source, site, target := provinceFolder(t), filepath.Join(dir, "public"), filepath.Join(dir, "target")
	rclone, err := exec.LookPath("rclone")
	if err != nil {
		t.Fatal(err)
	}
	// A stand-in that counts its calls, copies the target after each, and stops at
	// the call that STOP names.
	write(t, filepath.Join(dir, "bin/rclone"), fmt.Sprintf(`#!/usr/bin/env bash
n=$(( $(cat %[1]q/calls 2>/dev/null || echo 0) + 1 )); echo $n >%[1]q/calls
if [[ $n == "${STOP:-}" ]]; then exit 9; fi
%[2]q "$@" || exit $?
mkdir -p %[1]q/after; cp -r %[3]q %[1]q/after/$n
`, dir, rclone, target))
	if err := os.Chmod(filepath.Join(dir, "bin/rclone"), 0o755); err != nil {
		t.Fatal(err)
	}
	upload := func(stop string) (string, error) {
		t.Helper()
		for _, name := range []string{"calls", "after"} {
			os.RemoveAll(filepath.Join(dir, name))
		}
		cmd := exec.Command("bash", "../.deploy/upload.sh", site, target)
		cmd.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"), "STOP="+stop,
			"HOME="+dir, "RCLONE_CONFIG="+filepath.Join(dir, "rclone.conf"))
		out, err := cmd.CombinedOutput()
		steps, _ := filepath.Glob(filepath.Join(dir, "after/*"))
		for _, step := range steps {
			for _, fault := range brokenLinks(t, step) {
				t.Errorf("after call %s of rclone (up to %s): %s", filepath.Base(step), stop, fault)
			}
		}
		return string(out), err
	}
	equal := func() {
		t.Helper()
		want, got := filesOf(t, site), filesOf(t, target)
		if !maps.Equal(want, got) {
			t.Errorf("the target has %d files, the site %d, or they differ", len(got), len(want))
		}
	}
	write(t, filepath.Join(dir, "rclone.conf"), "")
	if err := os.RemoveAll(filepath.Join(source, "content/editions")); err != nil { // a small site does
		t.Fatal(err)
	}
	buildTo(t, source, site, "--compress")
	if out, err := upload(""); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	equal()
	if out, err := upload(""); err != nil || !strings.Contains(out, "nothing to upload") {
		t.Errorf("again: %v\n%s", err, out)
	}

	// Another style, a new item and one less; a file of someone else's stays.
	write(t, filepath.Join(target, "foreign.txt"), "theirs")
	css := filepath.Join(source, "static/assets/site.css")
	write(t, css, readFile(t, css)+"\n.fresh { color: red }\n")
	item := filepath.Join(source, "content/items/health/check-up.md")
	write(t, filepath.Join(source, "content/items/health/second.md"), strings.Replace(readFile(t, item), "order = 1", "order = 7", 1))
	if err := os.Remove(filepath.Join(source, "content/items/education/free-books.md")); err != nil {
		t.Fatal(err)
	}
	before := filesOf(t, target)
	buildTo(t, source, site, "--compress")
	for _, stop := range []string{"6", "9"} { // stopped, each time a little later
		if out, err := upload(stop); err == nil {
			t.Fatalf("the upload has no call %s of rclone to break off: %s", stop, out)
		}
	}
	if out, err := upload(""); err != nil || !strings.Contains(out, "uploaded") {
		t.Errorf("at the end: %v\n%s", err, out)
	}
	if filesOf(t, target)["foreign.txt"] != "theirs" {
		t.Error("a file that the script has not sent was removed")
	}
	if err := os.Remove(filepath.Join(target, "foreign.txt")); err != nil {
		t.Fatal(err)
	}
	equal()
	if maps.Equal(before, filesOf(t, target)) {
		t.Error("nothing has changed, so the test says nothing")
	}

	// Stopped twice in a row: the target has all pages of another style but not their
	// list, and then the upload of this style has only begun.
	text := readFile(t, css)
	other := func() {
		write(t, css, text+"\n.other { color: blue }\n")
		buildTo(t, source, site, "--compress")
	}
	this := func() {
		write(t, css, text)
		buildTo(t, source, site, "--compress")
	}
	other()
	if out, err := upload(""); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	all, err := strconv.Atoi(strings.TrimSpace(readFile(t, filepath.Join(dir, "calls"))))
	if err != nil {
		t.Fatal(err)
	}
	this()
	if out, err := upload(""); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	other()
	if out, err := upload(strconv.Itoa(all - 1)); err == nil {
		t.Fatalf("the last list but one was not broken off: %s", out)
	}
	this()
	if out, err := upload("7"); err == nil || maps.Equal(filesOf(t, site), filesOf(t, target)) {
		t.Fatalf("the way back was not broken off: %s", out)
	}
	if out, err := upload(""); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	equal()

	// The script refuses an incomplete set of shards.
	parts := filepath.Join(dir, "parts")
	buildTo(t, source, parts, "--shard", "1/2")
	site = parts
	if out, err := upload(""); err == nil || !strings.Contains(out, "part 2 of 2 is missing") {
		t.Errorf("one part of two: %v\n%s", err, out)
	}
}

// filesOf reads a folder, without hidden files.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return nil
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = readFile(t, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var linkTarget = regexp.MustCompile(`(?:href|src)="([^"#:?]+)[^":]*"`)

// brokenLinks lists the targets of links in pages below dir that do not exist.
func brokenLinks(t *testing.T, dir string) []string {
	t.Helper()
	files := filesOf(t, dir)
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".html" || path.Base(name) == "404.html" {
			continue
		}
		for _, m := range linkTarget.FindAllStringSubmatch(files[name], -1) {
			// An empty file is an unfinished one: rclone before 1.63 writes files in
			// place if the target is a folder.
			to := path.Join(path.Dir(name), m[1])
			if _, there := files[to]; !there {
				faults = append(faults, name+" links to "+to+", which is not there")
			}
		}
	}
	return faults[:min(len(faults), 5)]
}
