package pages

import (
	"strings"
	"testing"

	"handbook/generator/handbook"
)

// TestPlaceWords: the words have the right pinyin of names whose characters have
// several readings.
func TestPlaceWords(t *testing.T) {
	for _, c := range []struct{ path, name, want string }{
		{"", "某某省", "某某省 某某 moumou moumousheng mms"},
		{"fuzhou/minhou", "闽侯县", "闽侯县 闽侯 minhou minhouxian mhx"},
		{"ningde", "宁德市", "宁德市 宁德 ningde ningdeshi nds"},
		{"putian", "莆田市", "莆田市 莆田 putian putianshi pts"},
		{"sanming/taining", "泰宁县", "泰宁县 泰宁 taining tainingxian tnx"},
		{"fuzhou/jinan", "晋安区", "晋安区 晋安 jinan jinanqu jaq"},
		{"quanzhou/nanan", "南安市", "南安市 南安 nanan nananshi nas"},
		{"sanming/shaxian", "沙县", "沙县 shaxian sx"},
		{"nanping/wuyishan", "武夷山市", "武夷山市 武夷山 wuyishan wuyishanshi wyss"},
		{"putian/licheng-putian", "荔城区", "荔城区 荔城 lichengputian licheng lichengqu lcq"},
		{"pingtan-zone", "平潭综合实验区", "平潭综合实验区 平潭 pingtanzone pingtan pingtanzongheshiyanqu ptzhsyq"},
		{"x/zone-9", "Zone 9", "Zone9 zone9 z9"},
		{"x/q", "甲", "甲 q jia j"},
	} {
		if got := placeWords(&handbook.Edition{Path: c.path, Name: c.name}); got != c.want {
			t.Errorf("%s (%s): got %q, want %q", c.name, c.path, got, c.want)
		}
	}
	old := &handbook.Edition{Path: "nanping/wuyishan", Name: "武夷山市", Aliases: []string{"崇安县"}, Code: "350782"}
	if got, want := placeWords(old), "武夷山市 武夷山 崇安县 崇安 wuyishan wuyishanshi wyss 350782"; got != want {
		t.Errorf("with an old name and a code: got %q, want %q", got, want)
	}
	if got := placeWords(&handbook.Edition{Path: strings.Repeat("nan", 200), Name: "南南"}); !strings.HasSuffix(got, " nannan nn") {
		t.Errorf("a long id must not be tried in all ways: %q", got)
	}
}
