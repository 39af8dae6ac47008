package skeleton

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

// Words in a cell are read as the words they were.
func TestCell(t *testing.T) {
	part := rapid.OneOf(rapid.StringMatching(`[ -~]{1,12}`), rapid.SampledFrom([]string{"a_b", "_x_", "**", "&amp;", "&#65;", "[a](b)", "<i>", "\\", "\\|", "`", "http://a.example/_b_", "~~", "[^1]", "![i](j)", "- ", "1. ", "é", "a&b;"}))
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Join(strings.Fields("x"+strings.Join(rapid.SliceOfN(part, 1, 6).Draw(t, "parts"), "")+" y"), " ")
		text := "Classification: White\n\nSSC Meeting\n\n3 March 2022, SSC_70_0303\n\n1. Actions\n\n" +
			tableHead([]string{"Action ID", "Action", "Owner"}) + row([]string{"SSC 69/01", cell(words), "DCC"})
		m := minutes.Parse("minutes.md", []byte(text), minutes.DefaultRules())
		if len(m.Updated) != 1 || m.Updated[0].Text != words {
			t.Fatalf("%q was written as %q and is read as %+v", words, cell(words), m.Updated)
		}
	})
}

// A day is written anew in every form in which it stands, and nothing else is.
func TestRedate(t *testing.T) {
	from := rapid.IntRange(0, 20000)
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom(forms).Draw(t, "form")
		day := func(name string) time.Time { return time.Date(1990, 1, 1+from.Draw(t, name), 0, 0, 0, 0, time.UTC) }
		a, b := day("from"), day("to")
		got := redate("Item 7, "+form(a)+" at 10:00", a.Format(time.DateOnly), b.Format(time.DateOnly))
		if want := "Item 7, " + form(b) + " at 10:00"; got != want && formOf(got, b.Format(time.DateOnly)) == nil {
			t.Fatalf("%q, wanted %q", got, want)
		}
	})
	for text, want := range map[string]string{
		"Tuesday 3rd December 2030": "Wednesday 1st January 2031", "Tue, 3 Dec 2030, 10:00": "Wed, 1 Jan 2031, 10:00",
		"2030-12-03": "2031-01-01", "13/12/2030": "13/12/2030", "3/12/2030 and 03/12/2030": "3/12/2030 and 01/01/2031", "On a Tuesday": "On a Tuesday",
	} {
		if got := redate(text, "2030-12-03", "2031-01-01"); got != want {
			t.Errorf("%q became %q, wanted %q", text, got, want)
		}
	}
}
