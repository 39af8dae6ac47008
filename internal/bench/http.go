package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
)

// overHTTP asks the endpoint on loopback, as searchd runs it, over one connection that is kept.
func overHTTP(w io.Writer, r *run) error {
	site, err := r.site()
	if err != nil {
		return err
	}
	lines, err := r.lines()
	if err != nil {
		return err
	}
	s, err := serve(site)
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Fprintf(w, "| what is asked | median ms | 99th of 100 | bound | |\n|---|--:|--:|--:|---|\n")
	for _, l := range lines[:5] {
		for _, at := range []struct {
			path, name string
			bound      float64
		}{{"/search", "page", map[bool]float64{true: 0.8}[l.bound == 0.3]}, {"/api/search", "JSON", 0}} {
			took, err := s.measure(l.questions, func(q question) string { return at.path + "?size=10&q=" + url.QueryEscape(q.text()) })
			if err != nil {
				return err
			}
			httpRow(w, l.what+", as "+at.name, took, at.bound, took.median())
		}
	}
	typed, err := r.typed(500)
	if err != nil {
		return err
	}
	took, err := s.measure(typed, func(q question) string { return "/api/suggest?q=" + url.QueryEscape(q.id) })
	if err != nil {
		return err
	}
	httpRow(w, "suggestions for what is half typed", took, 1, took.at(99))
	fmt.Fprintf(w, "\nThe client is in the same process. The bound is the median's; that of suggestions the 99th's.\n")
	return nil
}

func httpRow(w io.Writer, what string, took times, bound float64, bounded time.Duration) {
	limit, word := "", ""
	if bound > 0 {
		limit, word = figure(bound), verdict(ms(bounded), bound)
	}
	fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", what, figure(ms(took.median())), figure(ms(took.at(99))), limit, word)
}

// typed is what readers have typed so far of ids and titles, from two letters on.
func (r *run) typed(n int) ([]question, error) {
	c, err := r.corpus()
	if err != nil {
		return nil, err
	}
	d := dice()
	var all []question
	for len(all) < n {
		doc := c.Documents[d.IntN(len(c.Documents))]
		text := []rune(doc.ID)
		if d.IntN(2) == 0 {
			text = []rune(doc.Title)
		}
		if len(text) > 2 {
			all = append(all, question{id: string(text[:2+d.IntN(min(len(text)-2, 20))])})
		}
	}
	return all, nil
}

// site is a folder that searchd would serve: the pages of the demo archive's search and the index of the corpus.
func (r *run) site() (string, error) {
	path, err := r.index(ourMaker)
	if err != nil {
		return "", err
	}
	site := filepath.Dir(path)
	demo, err := r.demoSite()
	if err != nil {
		return "", err
	}
	if err := os.RemoveAll(filepath.Join(site, "www")); err != nil {
		return "", err
	}
	if err := os.CopyFS(filepath.Join(site, "www"), os.DirFS(filepath.Join(demo, "www"))); err != nil {
		return "", err
	}
	return site, putManifest(site)
}

// putManifest says of the site that it may be served to everybody.
func putManifest(site string) error {
	x, err := index.Open(filepath.Join(site, "index"))
	if err != nil {
		return err
	}
	err = os.Remove(filepath.Join(site, publish.ManifestFile))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, publish.WriteManifest(site, publish.Manifest{Site: "bench", Online: true, Index: x.Info().Hash}), x.Close())
}

// served is an endpoint that listens, and a client of it.
type served struct {
	follower *endpoint.Follower
	server   *http.Server
	client   *http.Client
	base     string
}

func serve(site string) (*served, error) {
	anybody := func(publish.Manifest) (access.Gate, error) { return nil, nil }
	f, err := endpoint.Follow(context.Background(), site, endpoint.Options{Admit: anybody})
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &served{f, endpoint.Server("", f), &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}, "http://" + l.Addr().String()}
	go func() { _ = s.server.Serve(l) }()
	return s, nil
}

func (s *served) Close() {
	_ = s.server.Shutdown(context.Background())
	s.follower.Close()
}

func (s *served) measure(questions []question, address func(question) string) (times, error) {
	var dos []func() error
	for _, q := range questions {
		dos = append(dos, func() error {
			status, err := s.get(address(q))
			if err == nil && status != http.StatusOK {
				err = fmt.Errorf("%s answers %d", address(q), status)
			}
			return err
		})
	}
	took, err := race(2000, 5*time.Second, dos)
	if err != nil {
		return nil, err
	}
	return took[0], nil
}

func (s *served) get(path string) (status int, err error) {
	res, err := s.client.Get(s.base + path)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}
