package edition

import (
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// withoutPeople is a text without those who were there, where the site does not show them by name. How many there were, and
// for a site that shows organisations whom they represent, goes into the front matter, from which the next reading takes it.
// Names in the text of the meeting are words of the record, and stay.
func (r reader) withoutPeople(text []byte, u unseen) []byte {
	m := u.minutes
	if r.people == policy.PeopleNames || m == nil || len(m.People) == 0 && !m.Front.SaysPresence() {
		return text
	}
	front := r.presence(m)
	if m.PeopleInHead {
		front = m.Stated(front)
	}
	return append(front.Marshal(), body(text, r.cuts(append(u.hidden[:len(u.hidden):len(u.hidden)], m.People...), nil))...)
}

// presence is what the site may say of those present. A rule for people that is not known says the least.
func (r reader) presence(m *minutes.Minutes) minutes.Front {
	if r.people == policy.PeopleOrganisations {
		return m.Presence.Represented(m.Front)
	}
	return m.Presence.Counted(m.Front)
}
