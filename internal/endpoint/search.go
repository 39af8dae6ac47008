package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"minutebook/index"
)

// searcher answers queries.
type searcher struct {
	index *index.Index
	gate  gate
	page  *searchPage
	log   *slog.Logger
}

// errBusy means that too many searches run.
var errBusy = errors.New("too many searches at once")

func (s searcher) search(r *http.Request) (form, index.Results, error) {
	f, err := readForm(r)
	if err != nil {
		return f, index.Results{}, err
	}
	leave, ok := s.gate.enter(r.Context())
	if !ok {
		return f, index.Results{}, errBusy
	}
	defer leave()
	res, err := s.index.Search(r.Context(), f.Query)
	if status, _ := statusOf(err); status == http.StatusServiceUnavailable {
		s.log.Error("the index cannot be read", "kind", fmt.Sprintf("%T", err)) // its words may be the reader's
	}
	return f, res, err
}

// html answers with the site's search page.
func (s searcher) html(w http.ResponseWriter, r *http.Request) {
	f, res, err := s.search(r)
	status, sentence := statusOf(err)
	var results []byte
	if err == nil {
		results = resultsHTML(f, res, s.page.labels)
	} else {
		results = refusalHTML(sentence)
	}
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	body := s.page.render(f, results)
	w.Header().Set("Content-Type", contentType(".html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the reader may have left
}

// statusOf turns an error of a search into a status and a sentence for the reader.
func statusOf(err error) (int, string) {
	var wrong *index.QueryError
	switch {
	case err == nil:
		return http.StatusOK, ""
	case errors.As(err, &wrong):
		return http.StatusBadRequest, wrong.Sentence
	case errors.Is(err, errBusy), errors.Is(err, context.Canceled):
		return http.StatusTooManyRequests, "Too many searches at once. Try again in a moment."
	}
	return http.StatusServiceUnavailable, "The index cannot be read now. Try again later."
}

// The answers of the programming interface. Absent values are null.
type (
	resultsJSON struct {
		Total      int                    `json:"total"`
		TookMS     float64                `json:"took_ms"`
		Page       int                    `json:"page"`
		Hits       []hitJSON              `json:"hits"`
		Facets     map[string][]valueJSON `json:"facets"`
		Suggestion *string                `json:"suggestion"`
	}
	hitJSON struct {
		ID      string  `json:"id"`
		Kind    string  `json:"kind"`
		Title   string  `json:"title"`
		URL     string  `json:"url"`
		Date    *string `json:"date"`
		Meeting *string `json:"meeting"`
		Group   *string `json:"group"`
		Status  *string `json:"status"`
		Snippet string  `json:"snippet"`
	}
	valueJSON struct {
		Value string `json:"value"`
		Count int    `json:"count"`
	}
	completionJSON struct {
		ID    string `json:"id"`
		Kind  string `json:"kind"`
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	errorJSON struct {
		Error string `json:"error"`
	}
)

func (s searcher) json(w http.ResponseWriter, r *http.Request) {
	_, res, err := s.search(r)
	if err != nil {
		refuseJSON(w, err)
		return
	}
	out := resultsJSON{Total: res.Total, TookMS: float64(res.Took.Round(time.Microsecond)) / float64(time.Millisecond),
		Page: res.Page, Hits: []hitJSON{}, Facets: map[string][]valueJSON{}, Suggestion: optional(res.Suggestion)}
	for _, h := range res.Hits {
		out.Hits = append(out.Hits, hitJSON{h.ID, h.Kind, h.Title, h.URL,
			optional(h.Date), optional(h.Meeting), optional(h.Group), optional(h.Status), string(h.Snippet)})
	}
	for name, values := range res.Facets {
		out.Facets[name] = []valueJSON{}
		for _, v := range values {
			out.Facets[name] = append(out.Facets[name], valueJSON(v))
		}
	}
	writeJSON(w, http.StatusOK, out)
}

func (s searcher) suggest(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		refuseJSON(w, err)
		return
	}
	leave, ok := s.gate.enter(r.Context())
	if !ok {
		refuseJSON(w, errBusy)
		return
	}
	defer leave()
	out := []completionJSON{}
	for _, c := range s.index.Suggest(f.Text) {
		out = append(out, completionJSON(c))
	}
	writeJSON(w, http.StatusOK, out)
}

func refuseJSON(w http.ResponseWriter, err error) {
	status, sentence := statusOf(err)
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	writeJSON(w, status, errorJSON{sentence})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain strings and numbers
	}
	w.Header().Set("Content-Type", contentType(".json"))
	w.Header().Set("Content-Length", strconv.Itoa(len(body)+1))
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the reader may have left
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
