#!/usr/bin/env bash
# Updates all dependencies and the list of their licences, and runs all checks. Read
# the changes of go.mod and licences.txt before you commit.
#
# 更新全部程序库和许可证，再做全部检查。提交之前请看 go.mod 和 licences.txt 有什么变化。
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
go get -u -t ./... tool
go mod tidy
go mod verify
go test ./generator -run Licences -update
git --no-pager diff --stat -- go.mod go.sum generator/licences.txt
bash generator/test.sh
