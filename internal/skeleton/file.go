package skeleton

import (
	"cmp"
	"path"
	"strings"
	"time"

	"minutebook/internal/minutes"
)

// document names the new document as the last one is named.
func (d *draft) document(last minutes.Meeting) string {
	switch {
	case last.Document == "":
		return ""
	case strings.HasSuffix(last.Document, "_"+dayMonth(last.Date)):
		return d.meeting.ID + "_" + dayMonth(d.Date)
	}
	return d.meeting.ID
}

func dayMonth(iso string) string {
	if len(iso) != len(time.DateOnly) {
		return ""
	}
	return iso[8:] + iso[5:7]
}

// file is where the document belongs: beside the last minutes, in a folder of its own year where they have one.
func (d *draft) file() string {
	name := cmp.Or(d.meeting.Document, d.meeting.ID) + ".md"
	if d.last == nil {
		return path.Join(d.folder(), name)
	}
	before, own := d.last.Minutes.File, d.last.Minutes.Meeting
	if stem := strings.TrimSuffix(path.Base(before), path.Ext(before)); !strings.HasPrefix(stem, own.ID) {
		renamed := strings.NewReplacer(pairs(own.Document, d.meeting.Document, own.ID, d.meeting.ID, own.Date, d.Date)...).Replace(stem)
		if renamed != stem {
			name = versionTail.ReplaceAllString(renamed, "") + ".md"
		}
	} else if stem == own.ID || strings.HasPrefix(stem, own.ID) && !strings.HasPrefix(stem, own.ID+"_"+dayMonth(own.Date)) {
		name = d.meeting.ID + ".md"
	}
	folders := strings.Split(path.Dir(before), "/")
	for i, f := range folders {
		if len(own.Date) >= 4 && f == own.Date[:4] {
			folders[i] = d.Date[:4]
		}
	}
	return path.Join(append(folders, name)...)
}

// folder is where the minutes of a group without minutes belong: a folder of its own where other groups have one.
func (d *draft) folder() string {
	top := "content"
	for _, g := range d.Whole.Groups {
		last := g.Latest()
		if last == nil {
			continue
		}
		dir := path.Dir(last.Minutes.File)
		if !strings.HasPrefix(dir+"/", top+"/") {
			top = "." // a bare archive
		}
		for i, f := range strings.Split(dir, "/") {
			if strings.EqualFold(f, g.ID) && i > 0 {
				return path.Join(top, strings.ToLower(d.group.ID))
			}
		}
	}
	return top
}

// pairs leaves out what stands for nothing.
func pairs(words ...string) []string {
	var kept []string
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] != "" && words[i+1] != "" {
			kept = append(kept, words[i], words[i+1])
		}
	}
	return kept
}
