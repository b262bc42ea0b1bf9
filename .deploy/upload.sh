#!/usr/bin/env bash
# Uploads a built site with rclone (https://rclone.org): to an object store such as S3,
# over SFTP, or into another folder. Sends only the files that changed since the last
# upload, in an order in which no reader finds a page without its styles, scripts and
# data, or a link without its page:
#
#   1. styles, scripts, data, pictures    2. new pages
#   3. changed pages                      4. removes old pages
#                                         5. removes the other old files
#
#   bash .deploy/upload.sh public remote:bucket/handbook
#
# The remote file .handbook-uploaded lists the files of the last upload; the script
# removes no others. While an upload runs, .handbook-uploading lists the files that it
# does not touch, and as "? ? PATH" all others that may exist. The next upload thus
# completes an interrupted one, or several. Nothing prevents two uploads at once: your
# scheduler must.
#
# 用 rclone 上传网站：只传有变化的文件，先传样式、脚本和数据，再传页面，最后删除不要的文件。
set -euo pipefail
export LC_ALL=C

fail() { # English, Chinese
  printf 'upload.sh: %s\nupload.sh：%s\n' "$1" "$2" >&2
  exit 1
}
[[ $# -eq 2 ]] || fail "usage: upload.sh SITE REMOTE:PATH" "用法：upload.sh 网站文件夹 远程:路径"
site=$1 remote=${2%/}/
[[ $2 == *: ]] && remote=$2 # the remote's default folder, which may not be its root
command -v rclone >/dev/null || fail "rclone is missing: https://rclone.org/install/" "没有找到 rclone，请先安装：https://rclone.org/install/"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$'\t'

# The files of the site: lines "SUM SIZE PATH", of one build or of all its shards.
shopt -s nullglob
lists=("$site"/.handbook-manifest "$site"/.handbook-manifest-*-of-*)
[[ -f ${lists[0]} ]] || lists=("${lists[@]:1}")
[[ ${#lists[@]} -gt 0 ]] || fail "$site is not a built site: it has no .handbook-manifest" "$site 不是生成好的网站：里面没有 .handbook-manifest"
if [[ ! -f $site/.handbook-manifest ]]; then
  parts=${lists[0]##*-of-}
  for ((i = 1; i <= parts; i++)); do
    [[ -f $site/.handbook-manifest-$i-of-$parts ]] || fail "$site lacks shard $i of $parts" "$site 里缺第 $i 份（共 $parts 份）"
  done
  [[ ${#lists[@]} -eq $parts ]] || fail "$site mixes shards of different builds" "$site 里混有不同次生成的内容"
elif [[ ${#lists[@]} -gt 1 ]]; then
  fail "$site mixes a whole site and shards: build it again" "$site 里既有整站又有分份，请重新生成"
fi
for list in "${lists[@]}"; do
  [[ $(tail -n 1 "$list") == "end "* ]] || fail "$list is incomplete" "$list 不完整"
  sed '1d;$d' "$list"
done | cut -d "$tab" -f 1 | sort >"$work/new"
cut -d ' ' -f 3- "$work/new" | sort >"$work/new.paths"
[[ -s $work/new && -z $(uniq -d "$work/new.paths") ]] || fail "$site is empty, or lists a file twice" "$site 是空的，或者有文件列了两次"
# Shards of different builds may have matching names, but their pages lack styles.
for list in "${lists[@]}"; do
  page=$(cut -f 1 "$list" | cut -d ' ' -f 3- | grep '\(^\|/\)index\.html$' | sed -n 1p || true)
  if [[ -n $page ]]; then
    grep -o 'assets/[A-Za-z0-9_./-]*-[0-9a-f]\{8\}\.[a-z0-9]*' "$site/$page" | sort -u | comm -23 - "$work/new.paths" >"$work/lacks" || true
    [[ ! -s $work/lacks ]] || fail "$site mixes shards of different builds: $page needs $(sed -n 1p "$work/lacks")" "$site 里混有不同次生成的内容：$page 需要 $(sed -n 1p "$work/lacks")"
  fi
done

# The remote files: the lists of the last upload and of an interrupted one. Only files
# in both, or in the first when there is no second, are known to be complete.
fetch() { # name, into
  rclone lsf --files-only "$remote" --include "/$1" >"$work/found"
  if [[ -s $work/found ]]; then rclone cat "$remote$1" >"$2"; else : >"$2"; fi
}
rclone mkdir "$remote" # for object stores without the bucket, and for missing folders
fetch .handbook-uploaded "$work/old"
fetch .handbook-uploading "$work/cut"
if [[ -s $work/cut ]]; then comm -12 "$work/old" "$work/cut"; else cat "$work/old"; fi >"$work/known"
cut -d ' ' -f 3- "$work/known" | sort >"$work/known.paths"
cat "$work/old" "$work/cut" | cut -d ' ' -f 3- | sort -u >"$work/there.paths"

comm -23 "$work/new" "$work/known" | cut -d ' ' -f 3- | sort >"$work/send"
pages='\.html\(\.gz\|\.br\)\?$'
grep -v "$pages" "$work/send" >"$work/1" || true
grep "$pages" "$work/send" >"$work/pages" || true
comm -23 "$work/pages" "$work/known.paths" >"$work/2"
comm -12 "$work/pages" "$work/known.paths" >"$work/3"
comm -13 "$work/new.paths" "$work/there.paths" >"$work/gone"
grep "$pages" "$work/gone" >"$work/4" || true
grep -v "$pages" "$work/gone" >"$work/5" || true
if [[ ! -s $work/send && ! -s $work/gone && ! -s $work/cut ]]; then
  echo "nothing to upload"
  exit 0
fi
comm -12 "$work/new" "$work/known" >"$work/stays"
cut -d ' ' -f 3- "$work/stays" | sort >"$work/stays.paths"
sort -u "$work/new.paths" "$work/there.paths" | comm -23 - "$work/stays.paths" | sed 's/^/? ? /' | sort - "$work/stays" >"$work/uploading"

# Files with a hash in the name never change; browsers revalidate all others.
put() { # list, rclone's further flags
  local list=$1
  shift
  if [[ -s $list ]]; then
    rclone copy "$site" "$remote" --files-from-raw "$list" --no-traverse --ignore-times "$@"
  fi
}
forever='Cache-Control: public, max-age=31536000, immutable'
anew='Cache-Control: no-cache'
remove() { # list
  if [[ -s $1 ]]; then rclone delete "$remote" --files-from-raw "$1"; fi
}
rclone copyto "$work/uploading" "$remote.handbook-uploading" --ignore-times
grep '^assets/' "$work/1" >"$work/1a" || true
grep -v '^assets/' "$work/1" >"$work/1b" || true
put "$work/1a" --header-upload "$forever"
put "$work/1b" --header-upload "$anew"
put "$work/2" --header-upload "$anew"
put "$work/3" --header-upload "$anew"
remove "$work/4"
remove "$work/5"
rclone copyto "$work/new" "$remote.handbook-uploaded" --ignore-times
rclone deletefile "$remote.handbook-uploading"
echo "uploaded $(wc -l <"$work/send") files, removed $(wc -l <"$work/gone")"
