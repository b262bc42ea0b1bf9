package handbook

import "slices"

// Domain is a field of the list (领域).
type Domain struct {
	Page
	Order      int        `toml:"order,required"`
	LifeGoal   string     `toml:"life_goal"` // 学有所教, 病有所医, …
	Aliases    []string   `toml:"aliases"`
	Sources    []Citation `toml:"sources"`
	Tasks      []Task     `toml:"tasks"`
	Safeguards []Task     `toml:"safeguards"`
}

// Task is a key task (重点任务) or a safeguard (保障措施) of a domain.
type Task struct {
	Title  string    `toml:"title,required"`
	Facts  []string  `toml:"facts,required"`
	Source *Citation `toml:"source"`
}

// Group is a group of recipients (服务对象). Its summary explains the group in
// plain words; the item says who may have a service.
type Group struct {
	Page
	Order   int      `toml:"order,required"`
	Stage   string   `toml:"stage,required"` // its heading in lists
	Stages  []string `toml:"stages"`         // its stages of life, among those of the home page
	Aliases []string `toml:"aliases"`
}

// Agency is a body that leads or takes part in services (牵头负责单位).
type Agency struct {
	Page
	Order    int        `toml:"order,required"`
	Former   []string   `toml:"former"`   // names before the reform of 2018
	National string     `toml:"national"` // the ministry above it
	Hotlines []string   `toml:"hotlines"`
	Aliases  []string   `toml:"aliases"`
	Sources  []Citation `toml:"sources"`
}

// Guide is a page of explanations (指南).
type Guide struct {
	Page
	Order    int        `toml:"order,required"`
	Audience string     `toml:"audience"` // ForEditors, or "" for everybody
	Sources  []Citation `toml:"sources"`

	Edition *Edition // that wrote it
}

// ForEditors is the audience of guides that only editors need. They stand at the
// root of the province's site, apart from what citizens see.
const ForEditors = "editors"

// Home is the text of the home page, content/_index.md.
type Home struct {
	Page
	Stages   []string `toml:"stages,required"` // the course of life, in order
	Lifelong string   `toml:"lifelong"`        // the stage of groups that people belong to all their life; "" for none
}

// AllStages returns the stages that a group can name, the lifelong one last.
func (h *Home) AllStages() []string {
	if h.Lifelong == "" {
		return h.Stages
	}
	return append(slices.Clip(h.Stages), h.Lifelong)
}
