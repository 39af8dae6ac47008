package skeleton

import (
	"regexp"
	"strconv"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
)

var (
	versionWord = regexp.MustCompile(`(?i)\b(final|draft|approved|confirmed|unconfirmed|unapproved)\b`)
	versionNo   = regexp.MustCompile(`(?i)\b(v(?:ersion)?\.?\s*)\d+(?:\.\d+)*\b`)
	versionTail = regexp.MustCompile(`(?i)[ _-]+(?:draft|final|approved|v\d[\d.]*).*$`)
	versionKey  = regexp.MustCompile(`(?i)^\W*(?:(?:document\s+)?status|version)\b`)
)

func (d *draft) write() {
	if d.last == nil {
		d.begin()
	} else {
		d.front = d.last.Minutes.Front
		d.pin()
		d.preamble()
	}
	d.agenda()
}

// pin brings the front matter up to date; what it does not say the text says.
func (d *draft) pin() {
	for _, o := range []struct {
		field *string
		value string
	}{{&d.front.Number, d.Number}, {&d.front.Document, d.meeting.Document}, {&d.front.Date, d.Date}, {&d.front.Version, "Draft"},
		{&d.front.Title, d.renew(d.front.Title)}, {&d.front.Series, d.series}} {
		if *o.field != "" {
			*o.field = o.value
		}
	}
}

// preamble writes what stands before the agenda: banner, lines of the title, people.
func (d *draft) preamble() {
	banner, versioned := false, d.front.Version != ""
	if d.last.Minutes.Classification.Level != d.level {
		d.paragraph(d.banner())
		banner, d.front.Level = true, ""
	}
	apologies := false
	titled := 0 // where the title's lines end
	for _, b := range d.last.Minutes.Preamble {
		switch {
		case holdsRole(b, minutes.RoleBanner):
			if !banner || d.last.Minutes.Classification.Level == d.level {
				d.paragraph(d.source(b))
			}
			banner = true
		case holdsRole(b, minutes.RolePeople):
			apologies = d.people(b, apologies)
		case b.Role == minutes.RoleTitle:
			source := d.renew(d.source(b))
			source, versioned = redraft(source, versioned)
			d.paragraph(source)
			titled = d.out.Len()
		case b.Kind == minutes.Table && d.renew(b.AllText()) != b.AllText():
			d.keyTable(b, &versioned)
			titled = d.out.Len()
		}
	}
	whole := d.out.String()
	if !versioned {
		whole = whole[:titled] + "Draft Minutes\n\n" + whole[titled:]
	}
	if !banner && d.front.Level == "" {
		whole = d.banner() + "\n\n" + whole
	}
	d.out.Reset()
	d.out.WriteString(whole)
}

func holdsRole(b *minutes.Block, role minutes.Role) (yes bool) {
	b.Walk(func(in *minutes.Block) { yes = yes || in.Role == role })
	return yes
}

// banner is a banner of the skeleton's level, with the sentence that the newest minutes of that level have.
func (d *draft) banner() string {
	line := "This document is classified as **" + d.Rules.Policy.Name(d.level) + "**."
	for i := len(d.record.Meetings) - 1; i >= 0; i-- {
		if c := d.record.Meetings[i].Minutes.Classification; c.Level == d.level && c.Statement != "" && c.Strictest != policy.Untold {
			return line + " " + cell(c.Statement)
		}
	}
	return line
}

// renew writes the new day, document and number where a text has those of the last meeting.
func (d *draft) renew(text string) string {
	if d.last == nil {
		return text
	}
	old := d.last.Minutes.Meeting
	text = redate(text, old.Date, d.Date)
	for _, o := range [][2]string{{old.Document, d.meeting.Document}, {old.ID, d.meeting.ID},
		{old.Group + " " + old.Number, d.group.ID + " " + d.Number}, {old.Group + " Meeting " + old.Number, d.group.ID + " Meeting " + d.Number}} {
		if o[0] != "" && o[1] != "" {
			text = exchange(text, o[0], o[1])
		}
	}
	if old.Number == "" {
		return text
	}
	n := regexp.QuoteMeta(old.Number)
	text = regexp.MustCompile(`(?i)(\bmeeting\s*(?:no\.?|number|#|ref\.?)?\s*[:#|]?\s*|\bno\.?\s*|#|^(?:number|reference)\s*[:|]\s*)`+n+`\b`).ReplaceAllString(text, "${1}"+d.Number)
	if i, err := strconv.Atoi(d.Number); err == nil {
		text = regexp.MustCompile(`\b`+n+`(?:st|nd|rd|th)(\s+(?:\pL+\s+){0,4}(?i:meeting)\b)`).ReplaceAllString(text, d.Number+suffix(i)+"$1")
	}
	return text
}

// redraft makes a draft of the version that a line of the title gives.
func redraft(source string, versioned bool) (string, bool) {
	lines := strings.Split(source, "\n")
	for i, l := range lines {
		about := strings.Contains(strings.ToLower(l), "minutes") || versionKey.MatchString(l) || len(strings.Fields(l)) <= 3
		if !about || !versionWord.MatchString(l) && !versionNo.MatchString(l) {
			continue
		}
		l = versionWord.ReplaceAllStringFunc(l, func(word string) string {
			switch word {
			case strings.ToUpper(word):
				return "DRAFT"
			case strings.ToLower(word):
				return "draft"
			}
			return "Draft"
		})
		l = versionNo.ReplaceAllString(l, "${1}0.1")
		lines[i], versioned = l, versioned || versionWord.MatchString(l)
	}
	return strings.Join(lines, "\n"), versioned
}

// keyTable writes a table of what the meeting is, with what is new.
func (d *draft) keyTable(b *minutes.Block, versioned *bool) {
	for i, r := range b.Blocks {
		cells := cellsOf(r)
		whole := strings.Join(cells, " ")
		for j := range cells {
			cells[j] = d.renew(cells[j])
			if versionKey.MatchString(whole) && j > 0 {
				cells[j], *versioned = redraft(cells[j], *versioned)
			}
			if j > 0 && len(cells) == 2 && cells[j] == d.last.Minutes.Meeting.Number && strings.Contains(strings.ToLower(cells[0]), "meeting") {
				cells[j] = d.Number
			}
		}
		if i == 0 {
			d.out.WriteString(tableHead(cells))
		} else {
			d.out.WriteString(row(cells))
		}
	}
	d.out.WriteString("\n")
}

// begin writes the head of a group's first minutes.
func (d *draft) begin() {
	d.paragraph(d.banner())
	d.paragraph(d.group.Name + " Meeting")
	d.paragraph(prose.Day(d.Date) + ", " + d.meeting.Document)
	d.paragraph("Draft Minutes")
	d.paragraph("Attendees:")
	d.paragraph(strings.TrimSuffix(tableHead([]string{"Name", "Representing", "Role"}), "\n"))
	d.paragraph("Apologies:")
	d.paragraph(strings.TrimSuffix(tableHead([]string{"Name", "Representing"}), "\n"))
}
