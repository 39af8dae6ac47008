package minutes

import "minutebook/internal/policy"

// pageRestraint withholds a plain page whose text says another level than its front matter. A page may explain
// levels: only what says its own counts.
func (r *reader) pageRestraint(level policy.Level) policy.Level {
	if level == policy.Untold {
		return level
	}
	r.m.Classification.Written = r.m.Front.Level
	for _, b := range r.banners() {
		written, known := r.rules.Policy.Level(b.written)
		if !known || policy.Stricter(written, level) != level {
			r.fault("level-contradiction", b.block, "front matter says "+r.m.Front.Level+", but the page says "+quote(b.written),
				"the page is withheld; make them agree")
			return policy.Untold
		}
	}
	return r.restrain(level)
}
