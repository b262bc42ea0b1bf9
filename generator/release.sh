#!/usr/bin/env bash
# Builds the program for Linux, macOS and Windows, amd64 and arm64, with checksums. The
# same commit, version and Go release give the same bytes, in any folder on any
# machine: anyone can check a release by building it again.
#
#   bash generator/release.sh v1.2.0 dist
#
# 生成各系统的程序和校验和。同一提交、同一版本号、同一版 Go，结果逐字节相同。
set -euo pipefail

fail() { # English, Chinese
  printf 'release.sh: %s\nrelease.sh：%s\n' "$1" "$2" >&2
  exit 1
}
[[ $# -eq 2 && $1 =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] ||
  fail "usage: release.sh v1.2.0 FOLDER" "用法：release.sh v1.2.0 文件夹"
version=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
[[ -z $(ls -A "$out") ]] || fail "$out is not empty" "$out 不是空文件夹"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ -z $(git status --porcelain) ]] || fail "there are changes that are not committed" "还有没提交的改动"
commit=$(git rev-parse HEAD)

# The settings of this machine must not change the program.
unset GOFLAGS GOEXPERIMENT GOAMD64 GOARM64
export GOENV=off CGO_ENABLED=0 GOTOOLCHAIN=${GOTOOLCHAIN:-local} GOWORK=off
go mod verify >/dev/null
for platform in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64; do
  name=handbook-$version-${platform/\//-}
  if [[ $platform == windows/* ]]; then name+=.exe; fi
  GOOS=${platform%/*} GOARCH=${platform#*/} go build -trimpath -buildvcs=false \
    -ldflags "-s -w -buildid= -X main.release=$version -X main.commit=${commit:0:12}" -o "$out/$name" ./generator
done
cp generator/licences.txt "$out/LICENCES.txt"
printf 'version %s\ncommit %s\n%s\n' "$version" "$commit" "$(go env GOVERSION)" >"$out/BUILD.txt"
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum -- * >SHA256SUMS; else shasum -a 256 -- * >SHA256SUMS; fi
cat SHA256SUMS
