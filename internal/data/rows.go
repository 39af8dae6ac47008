package data

import "minutebook/internal/minutes"

type meetingRow struct {
	ID             string    `json:"id"`
	Group          optional  `json:"group"`
	Number         optional  `json:"number"`
	Document       optional  `json:"document"`
	Date           optional  `json:"date"`
	Start          optional  `json:"start"`
	End            optional  `json:"end"`
	Venue          optional  `json:"venue"`
	Version        optional  `json:"version"`
	Series         optional  `json:"series"`
	Classification string    `json:"classification"`
	Items          []itemRow `json:"items"`
	Attendees      int       `json:"attendees"`
	Apologies      int       `json:"apologies"`
	URL            string    `json:"url"`
}

// itemRow is an item of the agenda; sub-items stand after theirs.
type itemRow struct {
	Number optional `json:"number"`
	Title  string   `json:"title"`
	URL    string   `json:"url"`
}

type actionRow struct {
	ID         string         `json:"id"`
	Group      optional       `json:"group"`
	Meeting    optional       `json:"meeting"`
	Item       optional       `json:"item"`
	Text       optional       `json:"text"`
	Owners     []string       `json:"owners"`
	Status     minutes.Status `json:"status"`
	Raised     optional       `json:"raised"`
	Due        optional       `json:"due"`
	DueMeeting optional       `json:"due_meeting"`
	Closed     optional       `json:"closed"`
	Written    optional       `json:"written"`
	URL        string         `json:"url"`
	Updates    []updateRow    `json:"updates"`
}

type updateRow struct {
	Meeting string         `json:"meeting"`
	Date    optional       `json:"date"`
	Status  minutes.Status `json:"status"`
	Text    optional       `json:"text"`
	Target  optional       `json:"target"`
	Revised optional       `json:"revised"`
	URL     string         `json:"url"`
}

type incidentRow struct {
	ID       string       `json:"id"`
	Occurred optional     `json:"occurred"`
	URL      string       `json:"url"`
	Mentions []mentionRow `json:"mentions"`
	Related  []string     `json:"related"`
}

type modificationRow struct {
	ID       string       `json:"id"`
	Aliases  []string     `json:"aliases"`
	Title    optional     `json:"title"`
	Parent   optional     `json:"parent"`
	URL      string       `json:"url"`
	Mentions []mentionRow `json:"mentions"`
}

// subjectRow is a subject of one of the archive's own kinds.
type subjectRow struct {
	ID       string       `json:"id"`
	Aliases  []string     `json:"aliases"`
	URL      string       `json:"url"`
	Mentions []mentionRow `json:"mentions"`
}

// mentionRow is a mention in its sentence.
type mentionRow struct {
	Meeting string   `json:"meeting"`
	Date    optional `json:"date"`
	Item    optional `json:"item"`
	URL     string   `json:"url"`
	Text    string   `json:"text"`
}

type decisionRow struct {
	Meeting string   `json:"meeting"`
	Date    optional `json:"date"`
	Item    optional `json:"item"`
	Verb    string   `json:"verb"`
	Text    string   `json:"text"`
	About   []string `json:"about"` // ids of what its words name
	URL     string   `json:"url"`
}

type termRow struct {
	Term      string       `json:"term"`
	Expansion string       `json:"expansion"`
	Meeting   string       `json:"meeting"`
	URL       string       `json:"url"`
	Others    []meaningRow `json:"others"`
}

// meaningRow is a further meaning of an abbreviation, where it was first spelt out.
type meaningRow struct {
	Expansion string `json:"expansion"`
	Meeting   string `json:"meeting"`
	URL       string `json:"url"`
}
