package endpoint

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/crypto/bcrypt"

	"minutebook/internal/access"
	"minutebook/internal/throttle"
)

func described(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openAPIText)
	if err == nil {
		err = doc.Validate(t.Context())
	}
	if err != nil || !doc.IsOpenAPI31OrLater() {
		t.Fatalf("the description is none: %v", err)
	}
	return doc
}

// Each address is described with all that it takes, and nothing else is.
func TestEveryAddressIsDescribed(t *testing.T) {
	doc := described(t)
	var want []string
	for _, r := range routes() {
		if !r.alias {
			want = append(want, r.path)
		}
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(maps.Keys(doc.Paths.Map()))); diff != "" {
		t.Error(diff)
	}
	takes := map[string][]string{"search": parameters(), "api search": parameters(), "search csv": parameters(), "search feed": parameters(),
		"api suggest": {"q"}, "api opensearch": {"q"}}
	for path, item := range doc.Paths.Map() {
		var got []string
		for _, p := range item.Get.Parameters {
			got = append(got, p.Value.Name)
		}
		if diff := cmp.Diff(takes[byPath[path].name], got); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		if operations := item.Operations(); len(operations) != 1 || item.Get == nil || item.Get.OperationID == "" {
			t.Errorf("%s: %v", path, operations)
		}
	}
}

// conditions are states of a site in which it answers each of the described statuses.
func conditions(t *testing.T) map[string]http.Handler {
	t.Helper()
	busy := handler(t)
	for turns := busy.(*watched).site.Searches.turns; len(turns) < cap(turns); {
		turns <- struct{}{}
	}
	clients, err := throttle.Options{Rate: 0.001, Burst: 1}.Clients()
	if err != nil {
		t.Fatal(err)
	}
	often := handler(t, func(s *Site) { s.Clients = clients })
	get(t, often, "/")
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	shut := follow(t, dir, Options{Admit: onlyOnline})
	putSite(t, dir, "secrets", false)
	return map[string]http.Handler{"open": handler(t), "at home": handler(t, func(s *Site) { s.URL = "https://minutes.example" }), "busy": busy, "often": often, "shut": shut,
		"password": handler(t, restricted, func(s *Site) { s.Gate = passwords(t) }), "elsewhere": handler(t, restricted, func(s *Site) { s.Gate = closed })}
}

func passwords(t *testing.T) access.Gate {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte("high tide"), 10)
	users := filepath.Join(t.TempDir(), "users")
	if err := errors.Join(err, os.WriteFile(users, []byte("ada:"+string(hash)+"\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	mode, err := access.Options{Htpasswd: users}.Mode(nil)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := mode.Gate("members", true, access.Network)
	if err != nil {
		t.Fatal(err)
	}
	return gate
}

// What is described of each status of each operation is what a site answers, and each is answered.
func TestAnswersAreAsDescribed(t *testing.T) {
	doc := described(t)
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(openAPIText))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("openapi.json", text); err != nil {
		t.Fatal(err)
	}
	states := conditions(t)
	seen := map[string]bool{}
	check := func(condition, method, path, query string, header ...string) {
		r := httptest.NewRequest(method, path+query, nil)
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := record(states[condition], r)
		seen[path+" "+strconv.Itoa(w.Code)] = true
		about := condition + " " + method + " " + path + query + ": " + strconv.Itoa(w.Code)
		told := doc.Paths.Value(path).Get.Responses.Value(strconv.Itoa(w.Code))
		if told == nil {
			t.Errorf("%s is not described", about)
			return
		}
		for name, h := range told.Value.Headers {
			if h.Value.Required && w.Header().Get(name) == "" {
				t.Errorf("%s lacks %s", about, name)
			}
		}
		kind := w.Header().Get("Content-Type")
		if w.Code == http.StatusNotModified {
			return
		}
		if told.Value.Content[kind] == nil {
			t.Errorf("%s has the type %q", about, kind)
			return
		}
		if !strings.Contains(kind, "json") {
			return
		}
		pointer := strings.NewReplacer("~", "~0", "/", "~1", " ", "%20", ";", "%3B", "+", "%2B")
		schema, err := compiler.Compile("openapi.json#/paths/" + pointer.Replace(path) + "/get/responses/" + strconv.Itoa(w.Code) + "/content/" + pointer.Replace(kind) + "/schema")
		if err != nil { // it is one of the shared responses
			schema, err = compiler.Compile("openapi.json#/components/responses/Unavailable/content/" + pointer.Replace(kind) + "/schema")
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := jsonschema.UnmarshalJSON(w.Body)
		if err == nil {
			err = schema.Validate(body)
		}
		if err != nil {
			t.Errorf("%s is not as described: %v", about, err)
		}
	}
	for path, item := range doc.Paths.Map() {
		for _, query := range []string{"", "?q=nets", "?q=a+1%2F1", "?q=ropas", "?q=nets&by=meeting", "?q=nets&kind=item&sort=date&page=2&size=5", "?q=zzz+nets", "?q=zzz", "?page=50", "?kind=page&unknown=1",
			"?page=x", "?size=0", "?q=%zz", "?by=foo"} {
			check("open", "GET", path, query)
		}
		if tag := get(t, states["at home"], path).Header().Get("ETag"); tag != "" {
			check("at home", "GET", path, "", "If-None-Match", tag)
		}
		check("open", "GET", path, "?q=nets&page=x", "Host", "a b")
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "not a host"
		if w := record(states["open"], r); item.Get.Responses.Value(strconv.Itoa(w.Code)) == nil {
			t.Errorf("%s to no host: %d", path, w.Code)
		} else {
			seen[path+" "+strconv.Itoa(w.Code)] = true
		}
		check("open", "POST", path, "")
		for condition := range states {
			check(condition, "GET", path, "?q=nets")
		}
	}
	for path, item := range doc.Paths.Map() {
		for status := range item.Get.Responses.Map() {
			if !seen[path+" "+status] {
				t.Errorf("%s never answered %s", path, status)
			}
		}
	}
}

// A change of an answer that the description does not have is found.
func TestADifferentAnswerIsNotAsDescribed(t *testing.T) {
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(openAPIText))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("openapi.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("openapi.json#/components/schemas/Results")
	if err != nil {
		t.Fatal(err)
	}
	var body map[string]any
	decode(t, get(t, handler(t), "/api/search?q=a+1%2F1").Body.Bytes(), &body)
	if err := schema.Validate(body); err != nil {
		t.Fatal(err)
	}
	for about, change := range map[string]func(){
		"a member more": func() { body["more"] = 1 },
		"one less":      func() { delete(body, "total") },
		"another type":  func() { body["partly"] = "no" },
		"an odd hit":    func() { body["hits"].([]any)[0].(map[string]any)["status"] = "late" },
	} {
		before, _ := json.Marshal(body)
		if change(); schema.Validate(body) == nil {
			t.Errorf("%s is as described", about)
		}
		clear(body)
		decode(t, before, &body)
	}
}

// The description is of this site: it says where it is by where it was found.
func TestDescriptionIsRelative(t *testing.T) {
	var doc struct{ Servers []struct{ URL string } }
	decode(t, openAPIText, &doc)
	if len(doc.Servers) != 1 || doc.Servers[0].URL != ".." {
		t.Errorf("%+v", doc)
	}
}
