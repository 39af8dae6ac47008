package finding

import (
	"cmp"
	"slices"
	"sync"
)

// Rule is one thing that a check looks for. Its texts hold no word of any source.
type Rule struct {
	Code       Code
	Severities []Severity // that a finding of it may have
	Title      string     // what is the matter, on one line, without a stop
	About      string     // what it means
	Help       string     // what to do
	Meanwhile  string     // how the document is read until then
	Example    string     // for what no text case can show: the finding as printed; "" for the others
}

// Rules are every rule there is, by code.
func Rules() []Rule { return slices.Clone(sorted()) }

var sorted = sync.OnceValue(func() []Rule {
	all := slices.Concat(levelRules, hiddenRules, fileRules, headRules, textRules, raisedRules, reportedRules, addressRules)
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.Code, b.Code) })
	return all
})

// RuleOf finds a rule; ok is false for a code that is none.
func RuleOf(code Code) (r Rule, ok bool) {
	all := sorted()
	i, ok := slices.BinarySearchFunc(all, code, func(r Rule, c Code) int { return cmp.Compare(r.Code, c) })
	if !ok {
		return Rule{}, false
	}
	return all[i], true
}

// one is the severity of a rule that has no other.
func one(s Severity) []Severity { return []Severity{s} }
