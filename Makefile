# make run    build everything, compile the demo archive and serve it on this machine
# make test   install what the tests need, then run every test
# make build  bin/minutebook and bin/searchd
# make dist   the release, in dist/: both programs for each platform, what they are made of, and the sums
# make lint   formatting, vet, and whether the dependencies are those of go.sum
# make bench  the figures of docs/benchmarks.md
# make shots  screenshots of every kind of page into out/shots; the pictures of README.md and docs/pages.md, and that page
# make soak   the long proofs, with their figures: random archives, canaries, seeded leaks, who is let in, scripts, kills, fuzzing
# make tools  what the tests need and Go does not bring: a browser, Java for the W3C's checker of pages, nginx, Caddy, systemd-analyze
# make tools-s3  a store that speaks S3, for the tests of publishing (minutes, the first time)
# make clean  removes what was built, and what the demo archive remembers of it

GO      ?= go
LISTEN  ?= 127.0.0.1:8080
SUDO    := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
FLAGS   := -trimpath -ldflags "-s -w"
BROWSER := internal/browser
BENCH   := internal/bench

.PHONY: run build test dist lint bench soak shots accept clean tools tools-s3

run: build
	bin/minutebook serve --listen $(LISTEN)

build:
	@echo "building; the first time takes two to three minutes"
	$(GO) build $(FLAGS) -o bin/minutebook ./cmd/minutebook
	$(GO) build $(FLAGS) -o bin/searchd ./cmd/searchd

dist:
	GO=$(GO) .ci/dist

test: build tools
	$(GO) test -timeout 20m ./...
	cd $(BROWSER) && node --test --test-timeout=300000

# The browser tests need a Chromium, the client that drives it, and Java 17; the tests of docs/hosting need nginx and Caddy, which are
# unpacked and not installed: a package of a web server would start one here.
tools:
	@command -v chromium >/dev/null || { echo "installing chromium"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }
	@command -v java >/dev/null || { echo "installing a Java runtime"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless >/dev/null; }
	@command -v systemd-analyze >/dev/null || { echo "installing systemd-analyze"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends systemd >/dev/null; }
	@for p in nginx caddy; do \
	  command -v $$p >/dev/null || [ -x bin/tools/usr/sbin/$$p ] || [ -x bin/tools/usr/bin/$$p ] || { \
	    echo "fetching $$p"; mkdir -p bin/tools && cd bin/tools && { apt-get download -qq $$p 2>/dev/null || { $(SUDO) apt-get update -qq && apt-get download -qq $$p; }; } && \
	    dpkg-deb -x $${p}_*.deb . && rm $${p}_*.deb && cd ../..; } || exit 1; \
	done
	@[ $(BROWSER)/node_modules/.package-lock.json -nt $(BROWSER)/package-lock.json ] || npm --prefix $(BROWSER) ci --silent --no-audit --no-fund --ignore-scripts

# Built of its own module, so that nothing of it is in go.mod.
VERSITYGW := v1.8.0
tools-s3:
	@[ -x bin/tools/versitygw ] || command -v versitygw >/dev/null || { echo "building versitygw; this takes some minutes"; \
	  mkdir -p bin/tools && GOBIN="$$(cd bin/tools && pwd)" $(GO) install github.com/versity/versitygw/cmd/versitygw@$(VERSITYGW); }

# The real minutes that started this; they are not part of the project.
accept: build
	../shared/acceptance/check bin/minutebook --build "$$(mktemp -d)"

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l . ; echo "run gofmt -w on these"; exit 1; }
	$(GO) vet ./...
	$(GO) mod verify
	cd $(BENCH) && $(GO) vet ./...

# A module of its own, with what it compares with. make bench ONLY=search measures one section; see go run . -help there.
bench: build tools tools-s3
	cd $(BENCH) && npm ci --silent --no-audit --no-fund && $(GO) run -mod=mod . $(if $(ONLY),-only $(ONLY)) -out ../../docs/benchmarks.md

shots: build tools
	cd $(BROWSER) && node shots.mjs ../../out/shots && node shots.mjs --readme

# The figures are the lines of the tests' logs that begin with a number; bin/soak.log has all that was said.
FUZZTIME ?= 60s
soak: SHELL := /bin/bash
soak: .SHELLFLAGS := -o pipefail -c
soak: build tools tools-s3
	MINUTEBOOK_SOAK=1 MINUTEBOOK_S3=required MINUTEBOOK_SERVERS=required $(GO) test -v -count=1 -timeout 180m ./... 2>&1 | tee bin/soak.log \
	  | grep -E --line-buffered '^(ok|FAIL|panic|#)|^ *--- FAIL|_test\.go:[0-9]+: [0-9]+ '
	cd $(BROWSER) && MINUTEBOOK_SOAK=1 node --test --test-timeout=3600000 attack.test.mjs
	for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$p || exit 1; \
	  done; \
	done

clean:
	rm -rf bin out dist .minutebook
