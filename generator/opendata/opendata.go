// Package opendata is the handbook as open data: one list of services, as one
// edition has it, complete in itself, in JSON, CSV and JSON-LD, and what
// changed between two such lists.
//
// The Go types, [handbook.ItemKeys] and [handbook.StandardKeys] are the format. [Catalogue] is
// catalogue.json: the json tag of a field is its key, the doc tag its
// explanation, the schema tag a rule for its text; a key without omitempty is
// always there. Tests hold [Schema] and the guide page open-data against them.
// A newer program may add keys, so readers pass over unknown ones; the format
// has a new version when a key changes its meaning or goes.
//
// Ids are those of content/ and stay; former_ids leads from old ones to new.
// Dates are ISO 8601, as far as they are known: 2017-09-01, 2017-09, 2017. The
// path names an edition: "" the province, "fuzhou", "fuzhou/minhou". A text
// that nobody has written is "" or left out.
//
// data/ of an edition holds catalogue.json and items/ITEM.json for each item
// that the edition itself writes. At the site's root all items have one, and
// beside the list stand catalogue.schema.json, catalogue.jsonld and the tables
// items.csv, standards.csv, series.csv, places.csv and coverage.csv. See [Set.Files].
package opendata

import (
	"encoding/json"

	"handbook/generator/handbook"
)

// format is the version of the format.
const format = 1

// noLicence stands in place of a licence if site.toml names none.
const noLicence = "待补充"

// Catalogue is the list of services of one edition.
type Catalogue struct {
	Format    int        `json:"format" doc:"格式版本，现在是 1；键的含义改变或取消时才加一"`
	Title     string     `json:"title" doc:"手册名称"`
	List      List       `json:"list" doc:"依据的服务清单"`
	Licence   string     `json:"licence" doc:"使用许可；“待补充”表示还没有确定，不等于可以随意使用"`
	Date      string     `json:"date" schema:"date" doc:"数据日期：最近一次核实或区划口径的日期，都没有时是清单计划期的最后一年"`
	Edition   Edition    `json:"edition" doc:"这份数据是哪一版"`
	Above     []Edition  `json:"above" doc:"这一版继承的上级版本，省在最前；省版为空"`
	Below     []Edition  `json:"below" doc:"这一版下面的各版，上级在前"`
	Domains   []Domain   `json:"domains" doc:"领域，按顺序"`
	Aspects   []Aspect   `json:"aspects" doc:"方面和大类，领域以外的另一种分法；名称出自国家标准，哪一项归哪一类是编者归的"`
	Groups    []Group    `json:"groups" doc:"服务对象人群，按顺序"`
	Agencies  []Agency   `json:"agencies" doc:"牵头和参与部门，按顺序"`
	Questions []Question `json:"questions" doc:"资格自查的问题，按顺序；项目的 eligibility 用它们的编号"`
	Sources   []Source   `json:"sources" doc:"依据的文件和资料"`
	Windows   []Window   `json:"windows" doc:"本版自己写的办事窗口"`
	Items     []*Item    `json:"items" doc:"服务项目，按编码"`
}

// List names the list that the handbook explains.
type List struct {
	Title     string `json:"title" doc:"清单名称"`
	Version   string `json:"version" doc:"清单版本"`
	PeriodEnd int    `json:"period_end" doc:"计划期的最后一年"`
}

// Edition names an edition.
type Edition struct {
	Path    string `json:"path" schema:"path" doc:"版本路径；省版是空的"`
	Name    string `json:"name" doc:"地方名称"`
	Code    string `json:"code,omitempty" doc:"行政区划代码（GB/T 2260）"`
	Kind    string `json:"kind" schema:"enum province city county district county-city zone" doc:"级别：province 省、city 市、county 县、district 区、county-city 县级市、zone 功能区"`
	Divided string `json:"divided,omitempty" schema:"date" doc:"区划口径日期"`
	Draft   bool   `json:"draft,omitempty" doc:"true 表示征求意见稿，不是定稿"`
}

// Domain is a field of the list.
type Domain struct {
	ID    string `json:"id" schema:"id" doc:"领域编号"`
	Order int    `json:"order" doc:"顺序，也是项目编码的前一半"`
	Title string `json:"title" doc:"领域名称"`
}

// Aspect is a part of life in another order of the items than by domains.
type Aspect struct {
	Name       string     `json:"name" doc:"方面的名称"`
	Categories []Category `json:"categories" doc:"大类，按顺序"`
}

// Category holds items of one kind.
type Category struct {
	Name  string   `json:"name" doc:"大类的名称"`
	Items []string `json:"items" schema:"id" doc:"项目编号"`
}

// Group is a group of recipients.
type Group struct {
	ID      string   `json:"id" schema:"id" doc:"人群编号"`
	Title   string   `json:"title" doc:"人群名称"`
	Stage   string   `json:"stage" doc:"在人群列表里的分类"`
	Summary string   `json:"summary,omitempty" doc:"一句话说明"`
	Aliases []string `json:"aliases,omitempty" doc:"别的叫法"`
}

// Agency is a body that leads or takes part in services.
type Agency struct {
	ID       string   `json:"id" schema:"id" doc:"部门编号"`
	Title    string   `json:"title" doc:"部门名称"`
	Former   []string `json:"former,omitempty" doc:"机构改革前的名称"`
	Hotlines []string `json:"hotlines,omitempty" doc:"热线"`
}

// Question is a question of the finder, in whose answers conditions are written.
type Question struct {
	ID      string   `json:"id" schema:"id" doc:"问题编号"`
	Label   string   `json:"label" doc:"问的是什么，一两个词"`
	Text    string   `json:"text" doc:"问题"`
	Unit    string   `json:"unit,omitempty" doc:"数字的单位"`
	Options []Option `json:"options" doc:"选项"`
}

// Option is an answer that a question offers.
type Option struct {
	ID    string `json:"id" schema:"id" doc:"选项编号"`
	Label string `json:"label" doc:"在条件里的说法"`
	Text  string `json:"text" doc:"选项"`
}

// Source is a document that facts come from.
type Source struct {
	ID             string `json:"id" schema:"id" doc:"来源编号"`
	Title          string `json:"title" doc:"文件或资料名称"`
	Short          string `json:"short,omitempty" doc:"简称"`
	Issuer         string `json:"issuer,omitempty" doc:"发布机关"`
	Number         string `json:"number,omitempty" doc:"文号"`
	Date           string `json:"date,omitempty" schema:"date" doc:"发布日期"`
	Kind           string `json:"kind,omitempty" doc:"种类"`
	Level          string `json:"level" schema:"enum national province local" doc:"national 国家、province 省、local 市县"`
	Recalled       bool   `json:"recalled,omitempty" doc:"true 表示没有看到原文，依据它的内容都是待核实"`
	Later          bool   `json:"later,omitempty" doc:"true 表示晚于清单的计划期"`
	ThirdPartyCopy bool   `json:"third_party_copy,omitempty" doc:"true 表示只看到第三方转载"`
	Address        string `json:"address,omitempty" doc:"网址；只看到第三方转载的不列"`
	Note           string `json:"note,omitempty" doc:"说明"`
}

// Window is a place where people go, with the agencies that it serves.
type Window struct {
	Place
	Agencies []string `json:"agencies" schema:"id" doc:"在这里办事的部门编号"`
}

// Item is a service item as an edition has it. Its JSON is one object with the
// keys of Heading, Front, Body and Local.
type Item struct {
	*Service
	Local
}

// Service is the content of an item's files. Editions that leave the item alone
// share it.
type Service struct {
	Heading
	Keys Front
	Body

	made []byte // the JSON of the three; nil where a [Set] has not made them
}

// Heading names an item.
type Heading struct {
	ID   string `json:"id" schema:"id" doc:"项目编号，不变"`
	Code string `json:"code" doc:"项目编码，如 1-01；清单以外的项目没有，是空的"`
}

// Body holds the keys of an item with several parts.
type Body struct {
	Standards   []Standard       `json:"standards" doc:"服务指导标准"`
	Guide       Guide            `json:"guide,omitempty" doc:"办事指南"`
	Eligibility []map[string]any `json:"eligibility,omitempty" doc:"条件：满足其中一组即可，一组里要全部满足；键是自查问题的编号"`
	Sources     []Citation       `json:"sources,omitempty" doc:"各键内容的依据"`
	Facts       map[string]Fact  `json:"facts" doc:"每个键的内容由哪一版写、依据什么、是否待核实；没有内容的键不列"`
}

// Local differs between editions though they leave an item alone.
type Local struct {
	PlacesFrom    *string  `json:"places_from,omitempty" schema:"path" doc:"办理地点是哪一版写的"`
	Places        []Place  `json:"places,omitempty" doc:"办理地点：项目自己的，或牵头部门的窗口"`
	NotApplicable *Absence `json:"not_applicable,omitempty" doc:"这一版没有这个项目时的说明"`
}

// Standard is a guarantee, a goal or a past figure. Its JSON is one object with
// the keys of Terms and Standing.
type Standard struct {
	Terms
	Standing
}

// Past is an earlier amount of a standard.
type Past struct {
	Since  string          `json:"since,omitempty" schema:"date" doc:"从何时起"`
	Amount handbook.Amount `json:"amount" doc:"数额"`
	Unit   string          `json:"unit,omitempty" doc:"单位"`
	Source *Citation       `json:"source,omitempty" doc:"依据"`
}

// Moment is a value of a standard at its time.
type Moment struct {
	Since  string           `json:"since,omitempty" schema:"date" doc:"从何时起"`
	Until  string           `json:"until,omitempty" schema:"date" doc:"到何时止"`
	Amount *handbook.Amount `json:"amount,omitempty" doc:"数额；只有文字的没有"`
	Unit   string           `json:"unit,omitempty" doc:"单位"`
	Text   string           `json:"text,omitempty" doc:"文字；没有时同标准的"`
	Only   []string         `json:"only,omitempty" schema:"path" doc:"只在这些版本有效；没有时到处有效"`
	Note   string           `json:"note,omitempty" doc:"说明"`
	State  string           `json:"state" schema:"enum announced in_force followed ended" doc:"在 as_of 那天：announced 将执行、in_force 现行、followed 已调整、ended 已停止"`
	Nation bool             `json:"nation,omitempty" doc:"true 表示省一版里的全国标准"`
	Source *Citation        `json:"source,omitempty" doc:"依据"`

	Verified   string `json:"verified,omitempty" schema:"date" doc:"最近一次人工核实的日期"`
	VerifiedBy string `json:"verified_by,omitempty" doc:"核实的人"`
	Standing
}

// Standing is the origin of a value, and how far it can be relied on.
type Standing struct {
	Origin     string `json:"origin" schema:"path" doc:"写这个内容的版本"`
	Unverified bool   `json:"unverified,omitempty" doc:"true 表示待核实：没有来源，或没有看到来源的原文"`
	Level      string `json:"level,omitempty" schema:"enum national province local" doc:"依据中最近一级：province 省、national 国家、local 市县"`
	Later      bool   `json:"later,omitempty" doc:"true 表示依据都晚于清单的计划期"`
	Confidence string `json:"confidence,omitempty" schema:"enum secondhand derived" doc:"secondhand 转述：没有读到原文；derived 推算"`
}

// Fact is the standing of a key's value, and the sources that carry it.
type Fact struct {
	Standing
	Sources []string `json:"sources,omitempty" schema:"id" doc:"依据的来源编号，见项目的 sources；办事指南的内容没有"`
}

// Citation names a source, the place in it, and its weight.
type Citation struct {
	ID     string `json:"id" schema:"id" doc:"来源编号"`
	At     string `json:"at,omitempty" doc:"章节、条款"`
	Number string `json:"number,omitempty" doc:"文号"`
	Date   string `json:"date,omitempty" schema:"date" doc:"发布日期"`
	Level  string `json:"level" schema:"enum national province local" doc:"national 国家、province 省、local 市县"`

	Confidence string `json:"confidence,omitempty" schema:"enum found secondhand derived recalled" doc:"这一个数怎样得来，和来源本身不同时才有：secondhand 转述、derived 推算、recalled 待核实"`
}

// Material is a paper to bring.
type Material struct {
	Name   string `json:"name" doc:"材料名称"`
	Form   string `json:"form,omitempty" doc:"形式：原件、复印件等"`
	Copies int    `json:"copies,omitempty" doc:"份数"`
	File   string `json:"file,omitempty" doc:"供下载的表格，从网站根目录算起的路径"`
	Basis
}

// Clause is an element of 办事指南 in words.
type Clause struct {
	Text string `json:"text" doc:"文字"`
	URL  string `json:"url,omitempty" doc:"网上办理的网址"`
	Basis
}

// Basis is for which procedure and time an element of 办事指南 holds, and its source.
type Basis struct {
	For    string    `json:"for,omitempty" doc:"几种办法中的一种"`
	Since  string    `json:"since,omitempty" schema:"date" doc:"从何时起"`
	Until  string    `json:"until,omitempty" schema:"date" doc:"到何时止"`
	Source *Citation `json:"source,omitempty" doc:"依据；没有时看项目的 sources"`
}

func (s *Set) basis(b handbook.Basis) Basis {
	return Basis{b.For, b.Since.String(), b.Until.String(), s.citation(b.Source.First())}
}

// Clauses are elements in words. A list of an earlier program has a text, or texts,
// in their place.
type Clauses []Clause

func (c *Clauses) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*c = Clauses{{Text: text}}
		return nil
	}
	var texts []string
	if json.Unmarshal(data, &texts) == nil {
		for _, text := range texts {
			*c = append(*c, Clause{Text: text})
		}
		return nil
	}
	return json.Unmarshal(data, (*[]Clause)(c))
}

// texts returns the clauses as they are read, each with its procedure in front.
func (c Clauses) texts() (out []string) {
	for _, one := range c {
		text := one.Text
		if one.For != "" {
			text = "【" + one.For + "】" + text
		}
		if one.URL != "" {
			text += " " + one.URL
		}
		out = append(out, text)
	}
	return out
}

// Place is a window where people go.
type Place struct {
	Name    string `json:"name" doc:"名称"`
	Address string `json:"address,omitempty" doc:"地址"`
	Phone   string `json:"phone,omitempty" doc:"电话"`
	Hours   string `json:"hours,omitempty" doc:"办公时间"`
}

// Absence says that an item does not apply in an edition.
type Absence struct {
	Reason string `json:"reason" doc:"原因"`
	Origin string `json:"origin" schema:"path" doc:"写明原因的版本"`
}

// Item returns the item with an id, or nil.
func (c *Catalogue) Item(id string) *Item {
	for _, item := range c.Items {
		if item.ID == id {
			return item
		}
	}
	return nil
}

// Standard returns the item's standard with an id, or nil.
func (s *Service) Standard(id string) *Standard {
	for n := range s.Standards {
		if s.Standards[n].text("id") == id {
			return &s.Standards[n]
		}
	}
	return nil
}

// title returns the name of the group, agency, source or domain with an id; "" for an
// unknown one.
func (c *Catalogue) title(kind, id string) string {
	switch kind {
	case "group":
		for _, g := range c.Groups {
			if g.ID == id {
				return g.Title
			}
		}
	case "agency":
		for _, a := range c.Agencies {
			if a.ID == id {
				return a.Title
			}
		}
	case "source":
		for _, src := range c.Sources {
			if src.ID == id {
				return src.Title
			}
		}
	case "domain":
		for _, d := range c.Domains {
			if d.ID == id {
				return d.Title
			}
		}
	}
	return ""
}

// titles returns the names of those that have one.
func (c *Catalogue) titles(kind string, ids []string) (titles []string) {
	for _, id := range ids {
		if title := c.title(kind, id); title != "" {
			titles = append(titles, title)
		}
	}
	return titles
}
