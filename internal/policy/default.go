package policy

// Default is the policy of the Smart Energy Code's minutes: Clear < White < Green < Amber < Red, and the
// sites public (Clear), parties (White) and members (Amber).
func Default() Policy {
	p, err := New(defaultRungs(), nil)
	if err != nil {
		panic(err) // a literal of this package
	}
	p.Sites = []Site{
		{Name: "public", Clearance: p.clearedTo("Clear"), Drafts: DraftsNever, People: PeopleNames},
		{Name: "parties", Clearance: p.clearedTo("White"), Drafts: DraftsUntilFinal, People: PeopleNames},
		{Name: "members", Clearance: p.clearedTo("Amber"), Drafts: DraftsKept, People: PeopleNames},
	}
	return p
}

func (p Policy) clearedTo(name string) Clearance {
	l, _ := p.Level(name)
	return ClearedTo(l)
}

func defaultRungs() []Rung {
	return []Rung{
		{Name: "Clear", Online: true, Audience: "anyone; it may be published online",
			Sentences: []string{"may be published", "can be published", "shared with the public"}},
		{Name: "White", Audience: "parties to the Code and stakeholders at large; it may not be published",
			Sentences: []string{"stakeholders at large, but not published"}},
		{Name: "Green", Audience: "parties to the Code and the organisations they work with; not the public",
			Sentences: []string{"not made publicly available", "not be made publicly available"}},
		{Name: "Amber", Audience: "members of the committee, and those in their organisations who need to know",
			Sentences: []string{"need to know within their organisation", "on a need to know basis"}},
		{Name: "Red", Audience: "those who were at the meeting",
			Sentences: []string{"those present only", "not to be shared", "may not be shared"}},
	}
}
