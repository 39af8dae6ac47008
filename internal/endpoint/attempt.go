package endpoint

import (
	"context"
	"net/http"
	"time"
)

// attempt is one build's try to answer a request; the request's context has it. It gives up where the build that was served
// was removed before the next one is open, and the file that is asked for could not be kept open; then nothing was answered.
type attempt struct{ gaveUp bool }

// giveUp says whether another build may answer the request, and leaves it to that.
func giveUp(r *http.Request) bool {
	try, ok := r.Context().Value(attempt{}).(*attempt)
	if ok {
		try.gaveUp = true
	}
	return ok
}

func gaveUp(r *http.Request) bool {
	try, ok := r.Context().Value(attempt{}).(*attempt)
	return ok && try.gaveUp
}

// longestOpening is how long a reader may wait for the next build.
const longestOpening = 10 * time.Second

// waitBeyond waits until something else is served than that folder. It is false where nothing else is coming.
func (f *Follower) waitBeyond(ctx context.Context, folder *Folder) bool {
	ctx, stop := context.WithTimeout(ctx, longestOpening)
	defer stop()
	for {
		f.mu.Lock()
		other, opening, changed := f.now != folder, f.opening, f.changed
		f.mu.Unlock()
		if other || !opening {
			return other
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}
