package endpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"minutebook/index"
	"minutebook/internal/answer"
)

// searcher answers queries.
type searcher struct {
	site Site
	page *searchPage
}

// errBusy means that too many searches run.
var errBusy = errors.New("too many searches at once")

// search answers a query; the form is then the one that was answered, with the qualifiers of its text in its fields. After an
// error it is as it was typed.
func (s searcher) search(r *http.Request) (form, index.Results, error) {
	f, err := readForm(r)
	if err != nil {
		return f, index.Results{}, err
	}
	res, err := s.find(r.Context(), f.Query)
	if err != nil {
		return f, res, err
	}
	return form{res.Query}, res, nil
}

// find runs a query when it is its turn.
func (s searcher) find(ctx context.Context, q index.Query) (index.Results, error) {
	leave, ok := s.site.Searches.enter(ctx)
	if !ok {
		return index.Results{}, errBusy
	}
	defer leave()
	res, err := s.site.Index.Search(ctx, q)
	if status, _ := statusOf(err); status == http.StatusServiceUnavailable {
		s.site.Log.Error("the index cannot be read", "kind", fmt.Sprintf("%T", err)) // its words may be the reader's
	}
	return res, err
}

// html answers with the site's search page.
func (s searcher) html(w http.ResponseWriter, r *http.Request) {
	f, res, err := s.search(r)
	status, why := refused(w, err)
	page := filled{form: f}
	if err == nil {
		page.feed, page.feedTitle = s.site.Base+"/search.atom"+f.whole(), s.site.Words.Say("results.this_search")
		page.results = resultsHTML(newResultsView(f, res, s.words()))
	} else {
		page.results = s.words().refusalHTML(why)
	}
	s.send(w, r, response{status: status, kind: contentType(".html"), body: s.page.render(page)})
}

func (s searcher) words() words {
	return words{Words: s.site.Words, base: s.site.Base, labels: s.page.labels, registers: s.page.registers}
}

// statusOf turns an error of a search into a status and a sentence for the reader.
func statusOf(err error) (int, *index.QueryError) {
	var wrong *index.QueryError
	switch {
	case err == nil:
		return http.StatusOK, nil
	case errors.As(err, &wrong):
		return http.StatusBadRequest, wrong
	case errors.Is(err, errBusy), errors.Is(err, context.Canceled):
		return http.StatusTooManyRequests, &index.QueryError{Key: "refused.busy", Sentence: "Too many searches at once. Try again in a moment."}
	}
	return http.StatusServiceUnavailable, &index.QueryError{Key: "refused.broken", Sentence: "The index cannot be read now. Try again later."}
}

// sentence is a refusal as the site says it; programs get the English one.
func (w words) sentence(why *index.QueryError) string {
	places := make([]any, len(why.Places))
	for i, p := range why.Places {
		places[i] = p
	}
	return w.Say(why.Key, places...)
}

// refused is statusOf, and says in the headers when to try again where that helps.
func refused(w http.ResponseWriter, err error) (int, *index.QueryError) {
	status, why := statusOf(err)
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	return status, why
}

func (s searcher) json(w http.ResponseWriter, r *http.Request) {
	_, res, err := s.search(r)
	if err != nil {
		s.refuseJSON(w, r, err)
		return
	}
	s.sendJSON(w, r, http.StatusOK, answer.Of(res).Took(res.Took))
}

// csv answers with the hits from the first on, however the pages are turned.
func (s searcher) csv(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.refusePlainly(w, err)
		return
	}
	hits, err := answer.Rows(func(q index.Query) (index.Results, error) { return s.find(r.Context(), q) }, f.Query)
	if err != nil {
		s.refusePlainly(w, err)
		return
	}
	var b bytes.Buffer
	if err := answer.WriteCSV(&b, hits); err != nil {
		panic(err) // into memory
	}
	w.Header().Set("Content-Disposition", `attachment; filename="search.csv"`)
	s.send(w, r, response{http.StatusOK, contentType(".csv"), b.Bytes(), true})
}

// refusePlainly says in a line why a query is not answered, where a page or JSON would be no help.
func (s searcher) refusePlainly(w http.ResponseWriter, err error) {
	status, why := refused(w, err)
	plain(w, status, s.words().sentence(why))
}

// suggestions complete what somebody typed.
func (s searcher) suggestions(r *http.Request) (typed string, all []index.Suggestion, err error) {
	values, err := readValues(r)
	if err != nil {
		return "", nil, err
	}
	leave, ok := s.site.Searches.enter(r.Context())
	if !ok {
		return "", nil, errBusy
	}
	defer leave()
	typed = values.Get("q")
	return typed, s.site.Index.Suggest(typed), nil
}

func (s searcher) suggest(w http.ResponseWriter, r *http.Request) {
	_, all, err := s.suggestions(r)
	if err != nil {
		s.refuseJSON(w, r, err)
		return
	}
	s.sendJSON(w, r, http.StatusOK, answer.Suggestions(all))
}
