package pages

// absentView is the view of 404.html.
type absentView struct {
	Home  string
	Ways  []Link
	Phone Phone
}

func (e *Edition) absentPage() *Page {
	return &Page{
		Path: AbsentPath, Origin: "layouts/404.html", Title: e.text("absent.title"), NoIndex: true, Absent: true,
		Main: own("404.html", func(at Vantage) any {
			view := &absentView{Home: at.To("index.html"), Phone: e.LastHotline()}
			for _, section := range []string{"items", "groups", "domains", "agencies"} {
				view.Ways = append(view.Ways, Link{at.To(section + "/index.html"), e.text("nav." + section)})
			}
			return view
		}),
	}
}
