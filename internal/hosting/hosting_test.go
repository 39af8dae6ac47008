package hosting

import (
	"strings"
	"testing"
)

const public = `/*
  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Cache-Control: no-cache
/files/*
  Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'
`

func TestFile(t *testing.T) {
	if got := string(File("", false)); got != public {
		t.Errorf("%s", got)
	}
	got := string(File("/book", true))
	for _, want := range []string{"/book/*\n", "\n/book/files/*\n", "\n  Cache-Control: private, no-store\n", "\n  X-Robots-Tag: noindex, nofollow, noarchive\n"} {
		if strings.Count(got, want) != 1 && !strings.HasPrefix(got, want) {
			t.Errorf("%q is not there once:\n%s", want, got)
		}
	}
}

// A policy that lets a page run what stands in it would be none.
func TestNothingInline(t *testing.T) {
	for _, restricted := range []bool{false, true} {
		for _, h := range Headers(restricted) {
			if h.Name == "Content-Security-Policy" && (strings.Contains(h.Value, "unsafe") || strings.Contains(h.Value, "*") || !strings.HasPrefix(h.Value, "default-src 'none';")) {
				t.Errorf("%s", h.Value)
			}
		}
	}
	if strings.Contains(PaperPolicy, "script-src") || !strings.HasPrefix(PaperPolicy, "default-src 'none';") {
		t.Errorf("a paper may run: %s", PaperPolicy)
	}
}
