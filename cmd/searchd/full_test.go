package main

import (
	"context"
	"strings"
	"testing"

	"minutebook/internal/depot/depottest"
	"minutebook/internal/publish"
)

// A replica whose disk is full serves what it has, says so to operators and once in its log, and goes on when there is room.
func TestReplicaWithAFullDisk(t *testing.T) {
	dest, cache := t.TempDir(), depottest.SmallDisk(t, 4096)
	p := newPublisher(t, dest)
	p.publish(t, 1, true, false)
	log, admin := &lines{}, freePort(t)
	at := started(t, log, dest, cache, "--poll", "30ms", "--admin", admin)
	empty := depottest.Fill(t, cache, 8)
	p.publish(t, 20, true, false)
	const full = "the disk of the cache is full; make room"
	ready := func() string { _, said := asked(t, "http://"+admin+"/readyz"); return said }
	until(t, "operators are told", func() bool { return strings.Contains(ready(), "\nnot fetched: "+full+"\n") })
	for range 20 {
		code, said := asked(t, "http://"+admin+"/readyz")
		if code != 200 || !strings.HasPrefix(said, "ok\ngeneration 1\nbuild ") {
			t.Errorf("%d %s", code, said)
		}
		if _, found := asked(t, at+"search?q=nets"); !strings.Contains(found, "generation1.") {
			t.Errorf("what is here is not served: %s", found)
		}
	}
	if n := strings.Count(log.String(), full); n != 1 {
		t.Errorf("it is told %d times", n)
	}
	empty()
	until(t, "the next is served", func() bool { _, found := asked(t, at+"search?q=nets"); return strings.Contains(found, "generation20.") })
	until(t, "operators are told", func() bool {
		return strings.HasPrefix(ready(), "ok\ngeneration 2\nbuild ") && !strings.Contains(ready(), "not fetched")
	})
	m, err := publish.ReadManifest(cache + "/site")
	if err == nil {
		err = publish.Verify(context.Background(), cache+"/site", m, publish.All)
	}
	if err != nil {
		t.Error(err)
	}
}
