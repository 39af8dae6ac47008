package minutes

import (
	"cmp"
	"regexp"
	"slices"

	"minutebook/internal/policy"
	"minutebook/internal/prose"
)

// Rules are what an archive tells its reader: the conventions of one body's minutes, as data. The zero
// Rules read nothing; DefaultRules reads the Smart Energy Code's.
type Rules struct {
	Policy    policy.Policy
	Groups    []Group
	Kinds     []KindRule
	Verbs     []string // decision verbs in capitals; any other bold capital verb is a decision too, with advice
	Owners    []string // bodies that actions fall on, as the minutes spell them, beyond those of the attendance
	Harmless  []string // bracketed capitals that are no marks, besides those that every body writes
	Columns   Columns
	ActionIDs []ActionShape // the first shape that fits is taken
	Statuses  Statuses
	Updates   []string // the words before a report that stands behind an action's own words: "Update"
}

// Group is a body that meets.
type Group struct {
	ID      string // "OPSG"
	Name    string // "Operations Group"
	Aliases []string
	Series  []string // "main", "reporting": meetings that follow each other apart; nil for one series
}

// KindRule reads one kind of reference. Pattern finds a mention; its first group, if it has one, is what
// Canonical is made from ("$1" as in regexp.Expand, number without leading zeros). Label is the
// reader's word for it, URL an outside address with {id}, "" for none.
type KindRule struct {
	Kind    Kind
	Pattern *regexp.Regexp
	// Continues finds, directly after a mention, the end of another: its first group is "6C" in
	// "CPM6B & 6C". nil where nothing is left out.
	Continues *regexp.Regexp
	Canonical string
	Label     string
	Plural    string
	URL       string
	Page      bool // whether a record of this kind has a page and a register
}

// RuleOf is the rule for a kind; where there is none, one that knows its name alone.
func RuleOf(rules []KindRule, k Kind) KindRule {
	if i := slices.IndexFunc(rules, func(rule KindRule) bool { return rule.Kind == k }); i >= 0 {
		return rules[i]
	}
	return KindRule{Kind: k}
}

// One is what one of the kind is called, with a capital: "Incident".
func (k KindRule) One() string { return prose.Capital(cmp.Or(k.Label, string(k.Kind))) }

// Many is what several of the kind are called, with a capital: "Incidents".
func (k KindRule) Many() string { return prose.Capital(cmp.Or(k.Plural, string(k.Kind)+"s")) }

// Columns are the heads of an actions table, without regard to case, each by what it holds.
type Columns struct {
	ID, Action, Raised, Target, Revised, Owner, Status, Update []string
}
