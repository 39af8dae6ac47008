package minutes

import (
	"regexp"

	"minutebook/internal/policy"
)

// DefaultRules are the conventions of the Smart Energy Code's minutes, over policy.Default.
func DefaultRules() *Rules {
	return &Rules{
		Policy: policy.Default(),
		Groups: []Group{
			{ID: "OPSG", Name: "Operations Group", Aliases: []string{"Operations Sub-Group"}, Series: []string{"main", "reporting"}},
			{ID: "SECP", Name: "SEC Panel", Aliases: []string{"Smart Energy Code Panel"}},
			{ID: "TABASC", Name: "Technical Architecture and Business Architecture Sub-Committee",
				Aliases: []string{"Technical Architecture & Business Architecture Sub-Committee", "Technical Architecture and Business Architecture Sub-Committee (TABASC)"}},
			{ID: "SSC", Name: "Security Sub-Committee"},
			{ID: "CSC", Name: "Change Sub-Committee"},
			{ID: "PMA", Name: "SMKI Policy Management Authority", Aliases: []string{"SMKI PMA", "SMKIPMA", "Policy Management Authority"}},
			{ID: "TAG", Name: "Testing Advisory Group"},
			{ID: "PAB", Name: "Performance Assurance Board"},
			{ID: "CB", Name: "Change Board"},
			{ID: "PFG", Name: "Privacy Focus Group"},
		},
		Kinds:     defaultKinds(),
		Verbs:     []string{"AGREED", "NOTED", "APPROVED", "CONSIDERED", "ENDORSED", "REJECTED", "RECOMMENDED", "REQUESTED", "DETERMINED", "DEFERRED", "RATIFIED", "RESOLVED", "CONFIRMED", "ACCEPTED", "DISCUSSED", "REVIEWED", "DIRECTED", "DELEGATED", "SUPPORTED", "DECIDED", "DISAGREED", "OBJECTED", "PROVIDED", "APPROVE", "AGREE", "NOTE", "REJECT", "ENDORSE"},
		Owners:    []string{"DCC", "SECAS", "BEIS", "DESNZ", "Ofgem", "SEC Panel", "Large Suppliers", "Small Suppliers", "Network Parties", "Other SEC Parties"},
		Columns:   defaultColumns(),
		ActionIDs: []ActionShape{defaultShape()},
		Statuses:  defaultStatuses(),
		Updates:   []string{"Update"},
	}
}

func defaultShape() ActionShape {
	s, err := NewActionShape(regexp.MustCompile(`(?:\b(?P<group>[A-Z][A-Z&]{1,10})[ _-]{0,2}|\b)(?P<meeting>\d{1,4}[xX]?)\s?/\s?(?:(?P<part>[A-Z]{2,5})\s?)?(?P<number>\d{1,3})\b`))
	if err != nil {
		panic(err) // a literal of this package
	}
	return s
}

func defaultStatuses() Statuses {
	s, err := NewStatuses([]string{"open", "ongoing", "on-going", "in progress", "on hold", "outstanding", "pending", "not started", "not due",
		"not yet due", "reopened", "re-opened", "overdue", "carried forward", "active", "new"},
		[]string{"close", "closed", "closes", "complete", "completed", "completes", "done", "discharged", "resolved", "withdrawn",
			"superseded", "cancelled", "no longer required", "proposed close", "proposed closed", "proposed closure", "proposed to close"})
	if err != nil {
		panic(err) // literals of this package
	}
	return s
}

func defaultKinds() []KindRule {
	return []KindRule{
		{Kind: KindIncident, Pattern: regexp.MustCompile(`\bINC\d{9,15}\b`), Label: "Incident", Plural: "Incidents", Page: true},
		{Kind: KindModification, Pattern: regexp.MustCompile(`\b(?:SEC ?MP|MP|DP) ?(\d{2,5})([A-Z]?)\b`), Canonical: "MP${1}${2}",
			Continues: regexp.MustCompile(`^\s?(?:&|/|and|,)\s?([B-H]|\d{2,5}[A-H]?)\b`),
			Label:     "Modification", Plural: "Modifications", Page: true},
		{Kind: KindMeasure, Pattern: regexp.MustCompile(`\b(?:CHPM|CPM|PM)\d{1,2}(?:\.\d{1,2})?[A-Z]?\b`),
			Continues: regexp.MustCompile(`^\s?(?:&|/|and|,)\s?(\d{1,2}[A-H])\b`),
			Label:     "Measure", Plural: "Measures"},
	}
}

func defaultColumns() Columns {
	return Columns{
		ID:      []string{"Action ID", "Action Ref", "Action Reference", "Action No", "Action Number", "ID", "Ref", "Reference", "No", "Number", "#"},
		Action:  []string{"Action", "Description", "Action Description", "Details", "Detail", "Task", "Action Required", "Action Detail"},
		Raised:  []string{"Date Raised", "Raised", "Raised On", "Opened", "Date Opened", "Meeting Date", "Date"},
		Target:  []string{"Target Date", "Last Target Date", "Target", "Due Date", "Due", "Due By", "Deadline", "Original Target Date", "Completion Date", "By When"},
		Revised: []string{"Revised Target Date", "Revised Date", "Revised Target", "Revised", "New Target Date", "New Date", "Revised Due Date"},
		Owner:   []string{"Owner", "Action Owner", "Owners", "Assigned To", "Responsible", "Who", "Lead", "Responsibility", "Party"},
		Status:  []string{"Status", "State", "Action Status", "Open/Closed"},
		Update:  []string{"Update", "Updates", "Latest Update", "Progress", "Comments", "Comment", "Notes", "Response", "Status Update", "Progress Update"},
	}
}
