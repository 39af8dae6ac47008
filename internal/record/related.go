package record

// closest bounds how many of the subjects before it in one sentence a subject is related to. A sentence that
// names more is a list, and to relate all with all would take time and room by the square.
const closest = 32

// named is a subject and where it is named.
type named struct {
	subject *Subject
	mention Mention
}

// company is the subjects that the sentence being read has named so far.
type company struct {
	sentence sentenceKey
	present  []named
}

// join adds a subject to the sentence and returns those that it keeps company with.
func (c *company) join(sentence sentenceKey, n named) []named {
	if c.sentence != sentence {
		c.sentence, c.present = sentence, nil
	}
	near := c.present[max(0, len(c.present)-closest):]
	for _, other := range near {
		if other.subject == n.subject {
			return nil
		}
	}
	c.present = append(c.present, n)
	return near
}

// relate relates two subjects, each to the other, by the first sentence that names both. The reason that
// stands with a subject is the mention of the other.
func (l *linker) relate(a, b named) {
	if a.subject == b.subject || l.related[[2]*Subject{a.subject, b.subject}] {
		return
	}
	l.related[[2]*Subject{a.subject, b.subject}] = true
	l.related[[2]*Subject{b.subject, a.subject}] = true
	a.subject.Related = append(a.subject.Related, Relation{Subject: b.subject, Why: b.mention})
	b.subject.Related = append(b.subject.Related, Relation{Subject: a.subject, Why: a.mention})
}
