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
		{"fuzhou/minhou", "闽侯县", "闽侯县 minhou minhouxian mhx"},
		{"ningde", "宁德市", "宁德市 ningde ningdeshi nds"},
		{"putian", "莆田市", "莆田市 putian putianshi pts"},
		{"sanming/taining", "泰宁县", "泰宁县 taining tainingxian tnx"},
		{"fuzhou/jinan", "晋安区", "晋安区 jinan jinanqu jaq"},
		{"quanzhou/nanan", "南安市", "南安市 nanan nananshi nas"},
		{"sanming/shaxian", "沙县", "沙县 shaxian sx"},
		{"nanping/wuyishan", "武夷山市", "武夷山市 wuyishan wuyishanshi wyss"},
		{"putian/licheng-putian", "荔城区", "荔城区 licheng-putian lichengqu lcq"},
		{"pingtan-zone", "平潭综合实验区", "平潭综合实验区 pingtan-zone pingtanzongheshiyanqu ptzhsyq"},
		{"x/zone-9", "Zone 9", "Zone 9 zone-9 zone9 z9"},
		{"x/q", "甲", "甲 q jia j"},
	} {
		if got := placeWords(&handbook.Edition{Path: c.path, Name: c.name}); got != c.want {
			t.Errorf("%s (%s): got %q, want %q", c.name, c.path, got, c.want)
		}
	}
	if got := placeWords(&handbook.Edition{Path: strings.Repeat("nan", 200), Name: "南南"}); !strings.HasSuffix(got, " nannan nn") {
		t.Errorf("a long id must not be tried in all ways: %q", got)
	}
}
