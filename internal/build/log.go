package build

import (
	"minutebook/internal/policy"
	"minutebook/internal/progress"
)

// done ends a stage of a site. How much a restricted site holds is for its audience, so a log does not say it.
func (b *builder) done(stage *progress.Stage, s policy.Site, plain, format string, args ...any) {
	if b.archive.Rules.Policy.Restricted(s) {
		stage.Private(plain, format, args...)
		return
	}
	stage.Done(format, args...)
}
