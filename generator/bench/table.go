package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"handbook/generator/synthetic"
)

// language is the words of a table.
type language struct {
	real, synthetic string
	costs, ratios   []string // heads of the two tables
}

var (
	english = language{
		"this content, %d", "%d",
		[]string{"editions", "pages", "MB", "build: CPU s", "wall s", "peak MiB", "pages a CPU s", "nothing changed: CPU s", "one item changed: CPU s", "files written"},
		[]string{"editions", "cp -r: CPU s", "build ÷ cp", "unchanged ÷ build", "Hugo: CPU s", "wall s", "peak MiB", "pages", "MB", "pages a CPU s", "Hugo ÷ build, a page"},
	}
	chinese = language{
		"本手册，%d", "%d",
		[]string{"版本数", "页数", "MB", "生成：CPU秒", "用时（秒）", "内存峰值（MiB）", "每CPU秒页数", "没有改动：CPU秒", "改一项：CPU秒", "改写文件数"},
		[]string{"版本数", "复制：CPU秒", "生成÷复制", "没有改动÷生成", "Hugo：CPU秒", "用时（秒）", "内存峰值（MiB）", "页数", "MB", "每CPU秒页数", "每页CPU，Hugo÷生成"},
	}
)

// about is where and how was measured.
type about struct {
	day, system, hugo string
	size              synthetic.Size
	runs              int
}

func machine(hugo string, size synthetic.Size, runs int) about {
	a := about{day: time.Now().Format(time.DateOnly), system: fmt.Sprintf("%s/%s, %d CPU, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version()), size: size, runs: runs}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, rest, ok := strings.Cut(string(text), "model name"); ok {
			line, _, _ := strings.Cut(rest, "\n")
			a.system = strings.TrimSpace(strings.TrimLeft(line, "\t :")) + ", " + a.system
		}
	}
	if hugo != "" {
		if out, err := exec.Command(hugo, "version").Output(); err == nil {
			a.hugo = strings.Join(strings.Fields(string(out))[:2], " ")
		}
	}
	return a
}

func printTable(w io.Writer, lang language, a about, rows []row) {
	if lang.real == english.real {
		fmt.Fprintf(w, "%s; %s; medians of %d, above 1,000 editions of one; %d items, bodies of %d characters, each third edition changes %g of the items; seed %d\n\n",
			a.day, a.system, a.runs, a.size.Items, a.size.Body, a.size.Overrides, a.size.Seed)
	} else {
		fmt.Fprintf(w, "测量日期%s。机器：%s。每个数是%d次的中位数（一千版以上只量一次）。合成手册有%d个项目，正文约%d字，每三版有一版改动%g%%的项目，种子%d。",
			a.day, a.system, a.runs, a.size.Items, a.size.Body, 100*a.size.Overrides, a.size.Seed)
		if a.hugo != "" {
			fmt.Fprintf(w, "对照程序：%s。", a.hugo)
		}
		fmt.Fprint(w, "\n\n")
	}
	head(w, lang.costs)
	for _, r := range rows {
		line(w, lang.name(r), fmt.Sprint(r.pages), mb(r.bytes), seconds(r.build.cpu), seconds(r.build.wall), mib(r.build.peak),
			rate(r.pages, r.build.cpu), seconds(r.unchanged.cpu), seconds(r.changed.cpu), fmt.Sprint(r.rewritten))
	}
	fmt.Fprintln(w)
	head(w, lang.ratios)
	for _, r := range rows {
		cells := []string{lang.name(r), seconds(r.copied.cpu), ratio(r.build.cpu, r.copied.cpu), ratio(r.unchanged.cpu, r.build.cpu), "–", "–", "–", "–", "–", "–", "–"}
		if r.hugo.cpu > 0 {
			each := func(cpu time.Duration, pages int) time.Duration { return cpu * 1000 / time.Duration(pages) }
			cells = append(cells[:4], seconds(r.hugo.cpu), seconds(r.hugo.wall), mib(r.hugo.peak), fmt.Sprint(r.hugoPages), mb(r.hugoBytes),
				rate(r.hugoPages, r.hugo.cpu), ratio(each(r.hugo.cpu, r.hugoPages), each(r.build.cpu, r.pages)))
		}
		line(w, cells...)
	}
}

func (l language) name(r row) string {
	if r.real {
		return fmt.Sprintf(l.real, r.editions)
	}
	return fmt.Sprintf(l.synthetic, r.editions)
}

func head(w io.Writer, cells []string) {
	line(w, cells...)
	line(w, append([]string{"---"}, strings.Split(strings.Repeat("---:|", len(cells)-1), "|")[:len(cells)-1]...)...)
}

func line(w io.Writer, cells ...string) { fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | ")) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }
func mb(bytes int64) string          { return fmt.Sprintf("%.1f", float64(bytes)/1e6) }

func mib(bytes int64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(bytes)/(1<<20))
}

func rate(pages int, cpu time.Duration) string {
	if cpu <= 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(pages)/cpu.Seconds())
}

func ratio(a, b time.Duration) string {
	if b <= 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}

// guideHeading is the section of the page that the figures belong in. All of it,
// up to the next heading of its rank, is replaced.
const guideHeading = "\n## 最近一次测量\n"

func writeGuide(name string, a about, rows []row) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var table bytes.Buffer
	printTable(&table, chinese, a, rows)
	fresh, err := replaceSection(string(text), table.String())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, []byte(fresh), 0o666)
}

func replaceSection(text, section string) (string, error) {
	before, rest, ok := strings.Cut(text, guideHeading)
	if !ok {
		return "", errors.New("there is no heading" + strings.TrimRight(guideHeading, "\n") + " to put the table under")
	}
	after := ""
	if i := strings.Index(rest, "\n## "); i >= 0 {
		after = rest[i:]
	}
	return before + guideHeading + "\n" + section + after, nil
}
