package policy

// The sentences of the Traffic Light Protocol's first version hold to the end of the year in which FIRST published
// the second.
const (
	lastOfTLP1  = "2022-12-31"
	firstOfTLP2 = "2023-01-01"
)

// organisations is what the first version says of AMBER, and the second of AMBER+STRICT alone.
var organisations = []string{"restricted to participants' organizations", "restricted to participants' organisations"}

// TLP is FIRST's Traffic Light Protocol, version 2.0: CLEAR < GREEN < AMBER < AMBER+STRICT < RED, and the sites public
// (CLEAR), community (GREEN), clients (AMBER) and organisation (AMBER+STRICT). Nobody's site shows RED. The labels
// may stand without their prefix, and WHITE is what the first version called CLEAR.
func TLP() Policy {
	return literal([]Rung{
		{Name: "TLP:CLEAR", Aliases: labels("CLEAR", "WHITE"), Online: true, Audience: "anyone; it may be published online",
			Sentences: Always("no limit on disclosure", "to the world", "disclosure is not limited", "without restriction")},
		{Name: "TLP:GREEN", Aliases: labels("GREEN"), Audience: "the recipients' community and partner organisations, but not in public",
			Sentences: Always("within their community", "within the community", "limited to the community")},
		{Name: "TLP:AMBER", Aliases: labels("AMBER"), Audience: "those who need to know in the recipients' organisations and among their clients",
			Sentences: append(Always("organization and its clients", "organisation and its clients"),
				within("", lastOfTLP1, organisations...)...)},
		{Name: "TLP:AMBER+STRICT", Aliases: labels("AMBER+STRICT", "AMBER STRICT", "AMBER-STRICT"), Audience: "those who need to know in the recipients' organisations alone",
			Sentences: append(Always("to the organization only", "to the organisation only"),
				within(firstOfTLP2, "", organisations...)...)},
		{Name: "TLP:RED", Aliases: labels("RED"), Audience: "the persons who were at the meeting, each for themselves",
			Sentences: Always("individual recipients only", "not for disclosure", "restricted to participants only")},
	}, []Site{
		{Name: "public", Drafts: DraftsNever, People: PeopleOrganisations},
		{Name: "community", Drafts: DraftsNever, People: PeopleOrganisations},
		{Name: "clients", Drafts: DraftsUntilFinal, People: PeopleNames},
		{Name: "organisation", Drafts: DraftsKept, People: PeopleNames},
	}, "CLEAR", "GREEN", "AMBER", "AMBER+STRICT")
}

// labels are the other spellings of a level, which is called by the first with its prefix.
func labels(words ...string) []string {
	var all []string
	for i, w := range words {
		if i > 0 {
			all = append(all, "TLP:"+w)
		}
		all = append(all, w, "TLP "+w, "TLP-"+w)
	}
	return all
}

func within(from, until string, texts ...string) []Sentence {
	all := Always(texts...)
	for i := range all {
		all[i].From, all[i].Until = from, until
	}
	return all
}
