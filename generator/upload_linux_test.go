package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestUploadKilled kills uploads of three sites in turn, together with rclone: no
// page lacks its assets, and the first upload that ends makes the target equal to
// its site, without files of the others.
func TestUploadKilled(t *testing.T) {
	t.Parallel()
	needs(t, "rclone")
	needs(t, "bash")
	kills := 9
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		kills = n / 5 // an upload takes as long as many builds
	}
	dir := t.TempDir()
	target := filepath.Join(dir, "100% of 'ours' & #1") // a name that needs quoting
	var sites [3]string
	for v := range sites {
		source := faultSource(t, 1+v%2)
		write(t, filepath.Join(source, "static/表格 50%25 'a' #1.txt"), strconv.Itoa(v))
		write(t, filepath.Join(source, "static/assets/site.css"), readFile(t, "../static/assets/site.css")+"\n.v"+strconv.Itoa(v)+" { color: red }\n")
		sites[v] = filepath.Join(t.TempDir(), "public")
		builds(t, source, sites[v])
	}
	write(t, filepath.Join(dir, "rclone.conf"), "")
	upload := func(v int) *exec.Cmd {
		cmd := exec.Command("bash", "../.deploy/upload.sh", sites[v], target)
		cmd.Env = append(os.Environ(), "HOME="+dir, "RCLONE_CONFIG="+filepath.Join(dir, "rclone.conf"))
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		return cmd
	}
	whole := func(v int) {
		t.Helper()
		if out, err := upload(v).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if want, got := filesOf(t, sites[v]), filesOf(t, target); !maps.Equal(want, got) {
			t.Fatalf("the target has %d files, the site %d, or they differ", len(got), len(want))
		}
	}
	whole(0)
	began := time.Now()
	whole(1)
	long := time.Since(began)
	for n := range kills {
		cmd := upload(rand.IntN(len(sites)))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(long))
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
		for _, fault := range brokenLinks(t, target) {
			t.Errorf("after kill %d: %s", n, fault)
		}
		if n%3 == 2 || n == kills-1 {
			whole(rand.IntN(len(sites)))
		}
	}
}

// TestUploadMixedShards joins shards of two versions, as when the content changed
// while several machines built: their pages would lack their style.
func TestUploadMixedShards(t *testing.T) {
	t.Parallel()
	needs(t, "rclone")
	needs(t, "bash")
	dir := t.TempDir()
	one, two := faultSource(t, 1), faultSource(t, 1)
	write(t, filepath.Join(two, "static/assets/site.css"), readFile(t, "../static/assets/site.css")+"\n.two { color: red }\n")
	upload := func(name string, sources ...string) (string, error) {
		site := filepath.Join(dir, name)
		for n, source := range sources {
			part := filepath.Join(t.TempDir(), "part")
			buildTo(t, source, part, "--shard", strconv.Itoa(n+1)+"/"+strconv.Itoa(len(sources)))
			must(t, copyTree(part, site, false))
		}
		cmd := exec.Command("bash", "../.deploy/upload.sh", site, filepath.Join(dir, "to-"+name))
		cmd.Env = append(os.Environ(), "HOME="+dir)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := upload("equal", one, one); err != nil {
		t.Errorf("shards of one version: %v\n%s", err, out)
	}
	if out, err := upload("mixed", one, two); err == nil || !strings.Contains(out, "mixes shards of different builds: fuzhou/") {
		t.Errorf("shards of two versions: %v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "to-mixed")); err == nil {
		t.Error("something of the mixture was sent")
	}
}
