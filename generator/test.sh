#!/usr/bin/env bash
# Installs the programs that the tests need, then runs all checks of this project:
# gofmt, vet, the linter and every test, those of goroutines also with the race
# detector. Stops at the first failure. Needs Go; it installs everything else from
# the system's packages, as root or with sudo.
#
# 安装测试需要的东西，再做全部检查。只要求装好 Go。
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

began=$SECONDS
heading() {
  printf '\n==== %s (%d s)\n' "$1" $((SECONDS - began))
}
fail() { # English, Chinese
  printf '\ntest.sh: %s\ntest.sh：%s\n' "$1" "$2" >&2
  exit 1
}

command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
command -v go >/dev/null || fail \
  "Go is missing: install it from https://go.dev/dl/" \
  "没有找到 Go，请先安装：https://go.dev/dl/"
# Git refuses a checkout of another user; that must not stop the build.
export GOFLAGS="${GOFLAGS:-} -buildvcs=false"

# Each function reports whether something that the tests need is installed.

browser() {
  local name
  if [[ -n "${CHROMIUM:-}" ]]; then
    [[ -x "$CHROMIUM" ]]
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}
han_font() {
  if command -v fc-list >/dev/null; then
    [[ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]]
  else
    [[ -n "$(find /usr/share/fonts -iname '*cjk*' -print -quit 2>/dev/null)" ]]
  fi
}
office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }
# The race detector links with C.
compiler() {
  echo 'int main(void) { return 0; }' | "$(go env CC)" -x c -o /dev/null - 2>/dev/null
}

install_packages() { # names
  local sudo=()
  if [[ $EUID -ne 0 ]]; then
    # Use sudo only without a password, or at a terminal.
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
      sudo=(sudo)
    else
      fail "these packages are missing: $*. Install them as an administrator, then run this again" \
        "缺少软件包：$*。请用管理员身份安装，再运行一次"
    fi
  fi
  case $manager in
    apt-get)
      "${sudo[@]}" apt-get update -qq
      "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
      ;;
    dnf) "${sudo[@]}" dnf install -y -q "$@" ;;
    apk) "${sudo[@]}" apk add -q "$@" ;;
    pacman) "${sudo[@]}" pacman -Sy --needed --noconfirm --quiet "$@" ;;
  esac || fail "cannot install these packages: $*. Install them by hand, then run this again" \
    "软件包没有装上：$*。请手工安装，再运行一次"
}

heading "Programs for the tests"
manager=
for name in apt-get dnf apk pacman; do
  if [[ -z $manager ]] && command -v "$name" >/dev/null; then manager=$name; fi
done
missing=()
browser || missing+=(browser)
han_font || missing+=(font)
compiler || missing+=(compiler)
office || missing+=(office)
packages=()
for what in "${missing[@]+"${missing[@]}"}"; do
  case $manager:$what in
    *:browser) packages+=(chromium) ;;
    apt-get:font) packages+=(fonts-noto-cjk) ;;
    dnf:font) packages+=(google-noto-sans-cjk-fonts) ;;
    apk:font) packages+=(font-noto-cjk) ;;
    pacman:font) packages+=(noto-fonts-cjk) ;;
    apt-get:compiler) packages+=(gcc libc6-dev) ;;
    dnf:compiler) packages+=(gcc glibc-devel) ;;
    apk:compiler) packages+=(gcc musl-dev) ;;
    pacman:compiler) packages+=(gcc) ;;
    apt-get:office) packages+=(libreoffice-calc-nogui) ;;
    dnf:office | apk:office) packages+=(libreoffice-calc) ;;
    pacman:office) packages+=(libreoffice-fresh) ;;
    :*) packages+=("$what") ;;
  esac
done
if [[ ${#packages[@]} -gt 0 ]]; then
  if [[ -z $manager ]]; then
    fail "install Chromium, LibreOffice, a Chinese font (Noto Sans CJK) and a C compiler (gcc); missing: ${missing[*]}" \
      "请安装 Chromium 浏览器、LibreOffice、中文字体（Noto Sans CJK）和 C 编译器（gcc），其中缺少：${missing[*]}"
  fi
  echo "installing: ${packages[*]}"
  install_packages "${packages[@]}"
fi
browser || fail "there is no browser after the installation: set CHROMIUM to the path of Chromium or Chrome" \
  "安装后仍没有找到浏览器：请把环境变量 CHROMIUM 设为 Chromium 或 Chrome 的路径"
han_font || fail "there is no Chinese font after the installation: install Noto Sans CJK" \
  "安装后仍没有找到中文字体：请安装 Noto Sans CJK"
compiler || fail "there is no working C compiler after the installation: install gcc and the C library's headers" \
  "安装后仍没有能用的 C 编译器：请安装 gcc 和 C 库的头文件"
office || fail "LibreOffice is missing after the installation: install libreoffice-calc and put soffice on the PATH" \
  "安装后仍没有找到 LibreOffice：请安装 libreoffice-calc，让 soffice 在 PATH 里"
# With this the test with LibreOffice fails instead of being skipped.
export HANDBOOK_OFFICE=1
go version

heading "Modules"
go mod download

heading "gofmt"
unformatted=$(gofmt -l generator)
[[ -z $unformatted ]] || fail "run gofmt -w on: ${unformatted//$'\n'/ }" "请对这些文件运行 gofmt -w：${unformatted//$'\n'/ }"

heading "go vet"
go vet ./...
# Of the packages with files for other systems, vet those files too. macOS has no
# file that neither Linux nor Windows compiles. To vet all packages for Windows takes
# minutes on a new machine: it compiles every library once more.
go list -f '{{if .IgnoredGoFiles}}{{.ImportPath}}{{end}}' ./... | GOOS=windows CGO_ENABLED=0 xargs go vet

heading "staticcheck"
go tool staticcheck ./...

# The race detector takes five times as long, so it sees only the packages with
# goroutines, and of the pages only the tests that render from many at once.
heading "Tests with the race detector"
export CGO_ENABLED=1
HANDBOOK_KILLS=2 go test -race -short ./generator/preview ./generator/publish
go test -race -run 'Parallel|Stream|Fragment|Intern' ./generator/layout ./generator/pages ./generator/site
unset CGO_ENABLED
heading "All tests"
go test ./...

heading "All passed"
