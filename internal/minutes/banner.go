package minutes

import "minutebook/internal/policy"

// readBanner finds the document's level. It is Untold where no banner stands, where one names a level that
// the policy does not have, where two differ, or where a sentence says something else than the level does.
func (r *reader) readBanner(whole bool) {
	banners := r.banners()
	c := &r.m.Classification
	if len(banners) > 0 {
		first := banners[0]
		c.Written, c.Line = first.written, first.block.Line
	}
	level, sound := policy.Untold, whole
	if len(banners) == 1 && !banners[0].edge {
		r.bannerInText(banners[0].block, c.Written)
		sound = false
	}
	for i, b := range banners {
		b.block.Role = RoleBanner
		l, known := r.rules.Policy.Level(b.written)
		if !known {
			r.fault("unknown-level", b.block, "classification "+quote(b.written)+" is not a level",
				"the document is withheld; use one of "+r.levelNames())
			sound = false
			continue
		}
		if !spelledPlainly(b.block.Text(), b.written) {
			r.fault("level-spelling", b.block, "classification "+quote(b.written)+" is spelt with hidden characters or wide letters", "the document is withheld; type the level anew")
			sound = false
			continue
		}
		if level != policy.Untold && l != level {
			r.fault("level-contradiction", b.block, "classified as "+b.written+" here and as "+c.Written+" on line "+itoa(c.Line),
				"the document is withheld; keep one banner")
			sound = false
		}
		level = l
		if c.Statement == "" {
			c.Statement = b.statement
		}
		sound = r.namesOneLevel(b, l) && sound
		if b.statement != "" && (i == 0 || b.statement != banners[0].statement) {
			sound = r.checkStatement(b, l) && sound
		}
	}
	level, sound = r.frontLevel(level, sound)
	if level == policy.Untold && r.onlyOfAnItem() {
		return
	}
	if level == policy.Untold && sound {
		r.say("error", "no-level", 1, 1, "no classification is given", "the document is withheld; write a banner such as: This document is classified as "+r.exampleLevel()+".")
	}
	if sound {
		r.settle(level)
	}
}

// onlyOfAnItem reports the first banner of an item, in a document that has no other; false where there is none.
func (r *reader) onlyOfAnItem() bool {
	for _, p := range r.everyPassage() {
		if m, ok := r.itemBanner(p); ok {
			r.m.Classification.Written, r.m.Classification.Line = m.written, m.line
			r.bannerInText(p.block, m.written)
			return true
		}
	}
	return false
}

func (r *reader) bannerInText(at *Block, written string) {
	r.fault("banner-in-the-text", at, "the only classification, "+quote(written)+", stands in the middle of the text",
		"it may be about another paper, so the document is withheld; put it at the head")
}

// settle compares a sound level with what the rest of the document says: anything that speaks of the whole must
// agree. Its parts may be stricter; that is read last.
func (r *reader) settle(level policy.Level) {
	c := &r.m.Classification
	c.Level = r.guard(r.restrain(level), r.isListed(c.Statement, level))
	c.Strictest = c.Level
}

func (r *reader) exampleLevel() string {
	levels := r.rules.Policy.Levels()
	if len(levels) == 0 {
		return "..."
	}
	return "**" + r.rules.Policy.Name(levels[min(1, len(levels)-1)]) + "**"
}

// frontLevel takes the level of the front matter into account: it may stand instead of a banner, but not
// against it.
func (r *reader) frontLevel(level policy.Level, sound bool) (policy.Level, bool) {
	written := r.m.Front.Level
	if written == "" {
		return level, sound
	}
	front, known := r.rules.Policy.Level(written)
	switch {
	case !known:
		r.say("error", "unknown-level", 1, 1, "front matter's level "+quote(written)+" is not a level",
			"the document is withheld; use one of "+r.levelNames())
		return level, false
	case level != policy.Untold && level != front:
		r.say("error", "level-contradiction", 1, 1, "front matter says "+written+", the banner says "+r.m.Classification.Written,
			"the document is withheld; make them agree")
		return level, false
	}
	if r.m.Classification.Written == "" {
		r.m.Classification.Written, r.m.Classification.Line = written, 1
	}
	return front, sound
}
