#!/usr/bin/env bash
# Makes the font of the picture cards anew from Noto Sans CJK SC Bold, with the
# characters of characters.txt: those of GB 2312, level 1, in the order of
# Unicode, Latin letters, signs, and what the names of places have besides.
# Debian has both: apt install libharfbuzz-bin fonts-noto-cjk
set -euo pipefail
cd "$(dirname "$0")"
collection=${1:-/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc}
hb-subset --face-index=2 --text-file=characters.txt --no-hinting --layout-features= \
	--drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,DSIG \
	--output-file=NotoSansSC-Bold-subset.otf "$collection"
