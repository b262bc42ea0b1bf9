package tree

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestWithheld: static/ publishes no secret, no copy of a file, and no name with a
// dot that nobody asked for.
func TestWithheld(t *testing.T) {
	for code, names := range map[string]string{
		"static-secret": ".ssh .env .env.local .ENV.production .htpasswd .netrc _netrc .npmrc .aws .git-credentials .gnupg .kube .pypirc .pgpass .my.cnf .bash_history " +
			"id_rsa id_rsa.pub id_ed25519 server.key server.pem a.p12 a.pfx a.jks a.ppk a.kdbx prod.env site.htpasswd htpasswd credentials credentials.json secrets.toml passwords.txt dump.sql db.sqlite3 service-account-1.json .docker",
		"static-backup": "index.php.bak index.html~ a.old a.orig config.bak.php a.js.save #a.html# backup.zip backup-2020.tar.gz 备份.rar a.tmp",
		"static-hidden": ".vscode .idea .foo .listed-too .dockerignore .profile",
		"":              ".git .gitignore .DS_Store Thumbs.db a.swp ~$a.docx .#a ._a.png",
		"published":     ".well-known .nojekyll .htaccess .listed a.pdf 申请表.pdf favicon.svg robots.txt keys.html environment.html secretariat.pdf oldest.pdf 密码管理.pdf a.zip",
	} {
		for _, name := range strings.Fields(names) {
			withheld, fault := Withheld(name, []string{".listed", ".env"})
			got := "published"
			if withheld {
				got = ""
			}
			if fault != nil {
				got = fault.Code()
			}
			if got != code {
				t.Errorf("%s: have %q, want %q", name, got, code)
			}
		}
	}
}

func TestStaticNames(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"forms/a.pdf", "b.pdf", ".ssh/id_rsa", ".well-known/security.txt", "assets/site.css", "forms/.x", ".x/c.pdf"} {
		fsys["static/"+name] = &fstest.MapFile{}
	}
	if diff := cmp.Diff([]string{".well-known/security.txt", "b.pdf", "forms/a.pdf"}, StaticNames(fsys, nil)); diff != "" {
		t.Errorf("the files to publish differ (-want +got):\n%s", diff)
	}
	if names := StaticNames(fstest.MapFS{}, nil); names != nil {
		t.Errorf("without static/ there is nothing, but: %q", names)
	}
}
