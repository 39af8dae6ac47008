package policy

// Default is the policy of the Smart Energy Code's minutes: Clear < White < Green < Amber < Red, and the
// sites public (Clear), parties (White) and members (Amber).
func Default() Policy {
	return literal(defaultRungs(), []Site{
		{Name: "public", Drafts: DraftsNever, People: PeopleNames},
		{Name: "parties", Drafts: DraftsUntilFinal, People: PeopleNames},
		{Name: "members", Drafts: DraftsKept, People: PeopleNames},
	}, "Clear", "White", "Amber")
}

func defaultRungs() []Rung {
	return []Rung{
		{Name: "Clear", Online: true, Audience: "anyone; it may be published online",
			Sentences: Always("may be published", "can be published", "shared with the public")},
		{Name: "White", Audience: "parties to the Code and stakeholders at large; it may not be published",
			Sentences: Always("stakeholders at large, but not published")},
		{Name: "Green", Audience: "parties to the Code and the organisations they work with; not the public",
			Sentences: Always("not made publicly available", "not be made publicly available")},
		{Name: "Amber", Audience: "members of the committee, and those in their organisations who need to know",
			Sentences: Always("need to know within their organisation", "on a need to know basis")},
		{Name: "Red", Audience: "those who were at the meeting",
			Sentences: Always("those present only", "not to be shared", "may not be shared")},
	}
}
