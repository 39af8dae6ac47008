package archive

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"

	"minutebook/internal/policy"
)

// Redirect is a former address of the archive's sites and where it leads now. Both are root-relative; either may
// end with the fragment of a paragraph or an item.
type Redirect struct {
	From, To string
	Level    policy.Level // who may know of it; the most open level where the settings name none
	Line     int          // of the settings
	Column   int
}

// Withdrawal is a former address that is answered with the reason why there is nothing.
type Withdrawal struct {
	Address, Reason string
	Level           policy.Level // who may read the reason
	Line            int
	Column          int
}

type redirect struct {
	From  string `yaml:"from"`
	To    string `yaml:"to"`
	Level string `yaml:"level"`
}

type withdrawn struct {
	Address string `yaml:"address"`
	Level   string `yaml:"level"`
	Reason  string `yaml:"reason"`
}

// longestPart is how long a part of an address may be, in bytes; file systems hold 255.
const longestPart = 200

var (
	pathOfAddress = regexp.MustCompile(`^(?:/[\p{L}\p{M}\p{N} ._~!$&'()*+,;=@-]+)*/?$`)
	partOfPage    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
)

// redirects reads what leads elsewhere. Every address is declared once, and no chain leads back.
func (s *settings) redirects(p policy.Policy) []Redirect {
	var all []Redirect
	declared := map[string]string{}
	for i, w := range s.Redirects {
		at := fmt.Sprintf("$.redirects[%d]", i)
		s.address(at+".from", w.From)
		s.address(at+".to", w.To)
		s.once(at+".from", w.From, declared)
		declared[spelt(w.From)] = w.To
		r := Redirect{From: w.From, To: w.To, Level: policy.Untold}
		if levels := p.Levels(); len(levels) > 0 && w.Level == "" {
			r.Level = levels[0]
		} else {
			r.Level = s.level(at+".level", w.Level, p)
		}
		r.Line, r.Column = s.place(at + ".from")
		all = append(all, r)
	}
	for i, w := range s.Redirects {
		if round(w.From, declared) {
			s.fault(fmt.Sprintf("$.redirects[%d].to", i), "have it lead to a page that is there", "redirect %s leads round to itself", w.From)
		}
	}
	return all
}

// withdrawals reads what was withdrawn. Each names its level and its reason: without a level nobody could tell
// who may read the reason.
func (s *settings) withdrawals(p policy.Policy) []Withdrawal {
	var all []Withdrawal
	declared := map[string]string{}
	for _, r := range s.Redirects {
		declared[spelt(r.From)] = r.To
	}
	for i, w := range s.Withdrawn {
		at := fmt.Sprintf("$.withdrawn[%d]", i)
		s.address(at+".address", w.Address)
		s.once(at+".address", w.Address, declared)
		declared[spelt(w.Address)] = ""
		if strings.TrimSpace(w.Reason) == "" {
			s.fault(at, "write reason: and a sentence", "withdrawn %s has no reason", w.Address)
		}
		out := Withdrawal{Address: w.Address, Reason: strings.TrimSpace(w.Reason), Level: s.level(at+".level", w.Level, p)}
		out.Line, out.Column = s.place(at + ".address")
		all = append(all, out)
	}
	return all
}

// level must be one of the policy. One that is left out is a fault at what it is left out of.
func (s *settings) level(at, name string, p policy.Policy) policy.Level {
	l, ok := p.Level(name)
	switch {
	case strings.TrimSpace(name) == "":
		s.fault(strings.TrimSuffix(at, ".level"), "write level: and one of "+levelNames(p), "a level is missing: who may read the reason cannot be told")
	case !ok:
		s.fault(at, "one of "+levelNames(p), "level %q is no level", name)
	}
	return l
}

// address faults what is no address below the root of a site.
func (s *settings) address(at, written string) {
	where, part, hasPart := strings.Cut(written, "#")
	why := ""
	switch {
	case written == "":
		s.fault(strings.TrimSuffix(at, path.Ext(at)), "write "+strings.TrimPrefix(path.Ext(at), ".")+": and an address such as /meetings/tog-21/", "an address is missing")
		return
	case !strings.HasPrefix(where, "/") || strings.HasPrefix(where, "//"):
		why = "it does not start with one slash at the root of the site"
	case !pathOfAddress.MatchString(where) || strings.ContainsFunc(where, unicode.IsControl):
		why = "it has what no address of a page has, such as two slashes in a row, ?, % or :"
	case where != path.Clean(where) && where != path.Clean(where)+"/":
		why = "it has a part that is a dot or two"
	case strings.HasSuffix(where, "/index.html"):
		why = "a page is named by its folder, without index.html"
	case tooLong(where):
		why = "a part of it is too long for a file's name"
	case hasPart && !partOfPage.MatchString(part):
		why = "what follows the # is no paragraph's or item's"
	default:
		return
	}
	s.fault(at, "write it from the root of the site: /meetings/tog-21/ or /meetings/tog-21/#item-3", "address %q: %s", written, why)
}

func tooLong(address string) bool {
	for _, part := range strings.Split(address, "/") {
		if len(part) > longestPart {
			return true
		}
	}
	return false
}

func (s *settings) once(at, written string, declared map[string]string) {
	if _, twice := declared[spelt(written)]; twice && written != "" {
		s.fault(at, "say once what became of it", "address %s is declared twice", written)
	}
}

// spelt makes two spellings of one address the same: with and without the slash at its end.
func spelt(address string) string {
	where, part, hasPart := strings.Cut(address, "#")
	where = strings.TrimSuffix(where, "/")
	if hasPart {
		return where + "#" + part
	}
	return where
}

// round says whether an address leads through others back to itself.
func round(from string, declared map[string]string) bool {
	at := spelt(from)
	for range declared {
		to, ok := declared[at]
		if !ok {
			if where, _, hasPart := strings.Cut(at, "#"); hasPart {
				to, ok = declared[where]
			}
		}
		if !ok {
			return false
		}
		if at = spelt(to); cmp.Or(at, "/") == cmp.Or(spelt(from), "/") {
			return true
		}
		if where, _, _ := strings.Cut(at, "#"); where == spelt(from) {
			return true
		}
	}
	return false
}
