package endpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"minutebook/internal/packing"
)

// response is an answer that was made for one request.
type response struct {
	status int
	kind   string // its Content-Type
	body   []byte
	kept   bool // the same request has the same answer until the next build, so it has an ETag
}

// send answers. On a site for everybody it is packed where that is smaller and the client takes it.
func (s searcher) send(w http.ResponseWriter, r *http.Request, a response) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	body, suffix := a.body, ""
	if !s.site.Restricted {
		h.Add("Vary", "Accept-Encoding")
		if accepted(r.Header.Values("Accept-Encoding"), "gzip") {
			if packed := packing.Quick(a.body); packed != nil {
				body, suffix = packed, "-gzip"
				h.Set("Content-Encoding", "gzip")
			}
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if a.kept && a.status == http.StatusOK {
		sum := sha256.Sum256(a.body)
		h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+suffix+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the reader may have left
}

// refusal is what JSON has of a query that is not answered.
type refusal struct {
	Error string `json:"error"`
}

func (s searcher) refuseJSON(w http.ResponseWriter, r *http.Request, err error) {
	status, why := refused(w, err)
	s.sendJSON(w, r, status, refusal{why.Sentence})
}

func (s searcher) sendJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	s.send(w, r, response{status: status, kind: contentType(".json"), body: marshal(v)})
}

func marshal(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain strings and numbers
	}
	return append(body, '\n')
}
