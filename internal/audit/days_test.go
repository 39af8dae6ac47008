package audit

import (
	"fmt"
	"strings"
	"testing"

	"minutebook/internal/minutes"
)

const promised = "The lamps were promised for February 2018.<br>A first lamp stands on 15 of the piers; the keeper asked for time."

func withDays(s *Secrets) *Secrets {
	s.options.Days = func(date, text string) bool { return date == "2018-10-16" && text == "16 October 2018" }
	return s
}

// What a page puts behind a day of its own is no sentence of withheld text that has such words behind such a year.
func TestADayOfThePageBeginsNoSentence(t *testing.T) {
	s := withDays(secretsBy(t, minutes.DefaultRules(), strings.Replace(closed, "2. The Strongbox", promised+"\n\n2. The Strongbox", 1), "A first lamp stands on 15 of the piers the keeper asked for time"))
	const text = "</time> <bdi>A first lamp stands on 15 of the piers; the keeper asked for time.</bdi>"
	const day = `<p>moved to <time datetime="2018-10-16">16 October 2018`
	for page, leaks := range map[string]bool{
		day + text: false,
		`<p>moved to <time datetime="2018-10-17">16 October 2018` + text:                true, // another day
		`<p>moved to <time datetime="2018-10-16">in October 2018` + text:                true, // no day
		`<p>moved to <time>16 October 2018` + text:                                      true,
		`<p>moved to 16 October 2018` + text:                                            true,
		`<p>moved to <time datetime="2018-10-16"><b>16 October 2018</b>` + text:         true,
		`<p>moved to <time title="INC000000001234" datetime="2018-10-16">x` + text:      true,
		day + `</time> <b>` + secret:                                                    true,
		`<p>the INC000000001234 ` + day + `</time> was`:                                 true,
		`<p><time datetime="2018-10-16">` + secret + text:                               true,
		`<p><time datetime="2018-10-16">INC000000001234</time>`:                         true,
		`<p><time datetime="` + secret + `">16 October 2018` + text:                     true,
		`<p><time datetime="2018-10-16">16 October 2018 INC000000001234` + text:         true,
		`<p><time datetime="2018-10-16">16 October 2018<!-- INC000000001234 -->` + text: true,
		`<p>INC0000<time datetime="2018-10-16"></time>00001234`:                         true,
		`<p><time datetime="2018-10-16">16 October 2018</time>INC000000001234`:          true,
		`<entry>&lt;time datetime="2018-10-16"&gt;16 October 2018&lt;/time&gt; x `:      false,
		`<entry>&lt;time datetime="2018-10-16"&gt;` + secret:                            true,
	} {
		if got := found(t, s, "page.html", page); len(got) > 0 != leaks {
			t.Errorf("%s: found %v", page, got)
		}
	}
}

// What a scanner remembers of days is what Days says, also once it remembers many.
func TestRememberedDaysAreTheSame(t *testing.T) {
	days := Days(func(date, text string) bool { return strings.HasSuffix(date, text) })
	c := calendar{days: days}
	for i := range 2 * manyDays {
		date := fmt.Sprint(2000 + i%(manyDays+100))
		for _, tag := range []string{`<time datetime="` + date + `">`, `<time class="a" datetime="` + date + `">`, `<b>`} {
			for _, rest := range []string{date[1:] + "</time> x", "other</time>", date[1:] + "<b></time>", date[1:], ""} {
				if got, want := c.within(tag, rest), days.within(tag, rest); got != want {
					t.Fatalf("%s%s: %q, not %q", tag, rest, got, want)
				}
			}
		}
	}
}
