package tree

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"handbook/generator/diag"
)

// Withheld judges the name (not path) of a file or folder of static/, of which sites
// publish the rest as it lies there. Withheld are what git, the desktop and editors
// leave, silently; and with a warning secrets, backup copies, and names that begin
// with a dot unless hosts ask for them or dotfiles lists them. The fault lacks its
// position.
func Withheld(name string, dotfiles []string) (withheld bool, fault *diag.Fault) {
	folded := strings.ToLower(name)
	warn := func(m, hint diag.Message) (bool, *diag.Fault) {
		fault := diag.Warn(diag.Pos{}, m, name).WithHint(hint, name)
		return true, &fault
	}
	switch {
	case slices.Contains(leftovers, folded), leftover.MatchString(folded):
		return true, nil
	case secret.MatchString(folded):
		return warn(secretFile, hintSecret)
	case backup.MatchString(folded):
		return warn(backupFile, hintBackup)
	case name[0] == '.' && !slices.Contains(asked, folded) && !slices.Contains(dotfiles, name):
		return warn(hiddenFile, hintHidden)
	}
	return false, nil
}

// asked are the names with a dot that hosts ask for.
var asked = []string{".well-known", ".nojekyll", ".htaccess"}

var leftovers = []string{
	".git", ".svn", ".hg", ".gitignore", ".gitkeep", ".gitattributes", ".gitmodules", ".ds_store", "thumbs.db", "desktop.ini", "__macosx",
}

// Secrets and backup copies, by names in small letters. A secret stays one when
// dotfiles lists it.
var (
	leftover = regexp.MustCompile(`\.sw[a-p]$|^~\$|^\.#|^\._`)
	secret   = regexp.MustCompile(`^[._]?(?:env|htpasswd|htdigest|netrc|npmrc|yarnrc|pypirc|pgpass|git-credentials|gitconfig|my\.cnf|ssh|aws|azure|gnupg|kube|docker|vault-token|(?:ba|z|)sh_history|mysql_history|psql_history)(?:$|[._-].*)` +
		`|^(?:id_(?:rsa|dsa|ecdsa|ed25519)|credentials?|secrets?|passwords?|passwd|shadow)(?:$|[._-].*)|^service-account.*\.json$` +
		`|\.(?:pem|key|p12|pfx|jks|keystore|kdbx?|ppk|ovpn|env|htpasswd|sql|dump|sqlite3?)$`)
	backup = regexp.MustCompile(`~$|^#.*#$|\.(?:bak|backup|old|orig|save|tmp|rej)$|\.(?:bak|old|orig)\.[a-z0-9]+$|^(?:backup|备份).*\.(?:zip|tar|tgz|gz|bz2|xz|7z|rar)$`)
)

// StaticNames lists the files of static/ that a site publishes as they lie there, by
// paths from static/: without those of static/assets, which it bundles.
func StaticNames(fsys fs.FS, dotfiles []string) []string {
	var names []string
	fs.WalkDir(fsys, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "static" {
			return nil
		}
		withheld, _ := Withheld(path.Base(name), dotfiles)
		switch {
		case withheld || name == "static/assets":
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			names = append(names, strings.TrimPrefix(name, "static/"))
		}
		return nil
	})
	return names
}
