// Package hosting says with which headers the files of a site go out, whoever serves them: internal/endpoint sends them, a
// static host reads them from the file _headers of the web root (as Netlify, Cloudflare Pages and others do), and pages
// repeat what a page can say of itself for a host that sends none. The nginx and Caddy files of docs/hosting are held to
// the same list by a test.
//
// Scripts and styles come from files of the site alone. A restricted site is kept by no cache and listed by no search
// engine.
package hosting

import (
	"bytes"
	"fmt"
)

// FileName is the file of the web root that tells a static host. It is for the host, not for readers.
const FileName = "_headers"

// Header is one header of every answer.
type Header struct{ Name, Value string }

// PagePolicy is the content security policy as a page can say it of itself.
const PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'"

// PaperPolicy is that of the papers that others wrote, below files/: nothing in them runs. A host that can tell a PDF from
// the rest adds "; sandbox" for the rest; browsers show no PDF in a sandbox.
const PaperPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// Headers are those of every answer of a site, in the order in which they are written.
func Headers(restricted bool) []Header {
	all := []Header{
		{"Content-Security-Policy", PagePolicy + "; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
		{"Referrer-Policy", "no-referrer"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}
	if restricted {
		return append(all, Header{"Cache-Control", "private, no-store"}, Header{"X-Robots-Tag", "noindex, nofollow, noarchive"})
	}
	return append(all, Header{"Cache-Control", "no-cache"})
}

// File is _headers for a site whose addresses start with base, "" for one at the root of its host. Where a host sends both
// policies of a paper, browsers hold it to both.
func File(base string, restricted bool) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s/*\n", base)
	for _, h := range Headers(restricted) {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, "%s/files/*\n  Content-Security-Policy: %s\n", base, PaperPolicy)
	return b.Bytes()
}
