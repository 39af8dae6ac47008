package audit

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/idna"
)

// variants are a reading as it is and with whatever escapes it may have undone: %20 of addresses, \u0041 of scripts and data,
// \101 of documents, xn-- of hosts.
func variants(r reading) []reading {
	all := []reading{r}
	if i := strings.IndexByte(r.text, '%'); i >= 0 && percent.MatchString(r.text[i:]) {
		all = append(all, reading{percent.ReplaceAllStringFunc(r.text, unpercent), r.least})
	}
	if i := strings.IndexByte(r.text, '\\'); i >= 0 && escape.MatchString(r.text[i:]) {
		all = append(all, reading{escape.ReplaceAllStringFunc(r.text, unescape), r.least})
	}
	if strings.Contains(r.text, "xn--") || strings.Contains(r.text, "XN--") {
		all = append(all, reading{host.ReplaceAllStringFunc(r.text, unhost), r.least})
	}
	return all
}

var (
	percent = regexp.MustCompile(`(?:%[0-9a-fA-F]{2})+`)
	escape  = regexp.MustCompile(`(?:\\u[0-9a-fA-F]{4})+|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\[0-7]{1,3}|\\[a-z/"'\\]`)
	host    = regexp.MustCompile(`(?i)\bxn--[a-z0-9-]+`)
	dataURL = regexp.MustCompile(`(?i)data:([a-z0-9.+/-]*)[a-z0-9=;"' -]*;base64,([A-Za-z0-9+/_=%\s-]+)`)
)

func unpercent(escaped string) string {
	plain := make([]byte, 0, len(escaped)/3)
	for i := 0; i+2 < len(escaped); i += 3 {
		b, _ := strconv.ParseUint(escaped[i+1:i+3], 16, 8)
		plain = append(plain, byte(b))
	}
	return string(plain)
}

func unescape(escaped string) string {
	rest := strings.TrimLeft(escaped[1:], "ux{")
	switch c := escaped[1]; {
	case len(escaped) == 2 && (c < '0' || c > '7'):
		if c >= 'a' && c <= 'z' {
			return " " // a line's end, a tab
		}
		return string(c)
	case c == 'u' && escaped[2] != '{':
		return unwide(escaped)
	case c == 'u' || c == 'x':
		n, _ := strconv.ParseUint(strings.TrimSuffix(rest, "}"), 16, 32)
		return string(rune(n))
	}
	n, _ := strconv.ParseUint(escaped[1:], 8, 16)
	return string(rune(n))
}

// unwide undoes \uXXXX in a row: a character may have two of them.
func unwide(escaped string) string {
	var units []uint16
	for part := range strings.SplitSeq(escaped[2:], `\u`) {
		n, _ := strconv.ParseUint(part, 16, 16)
		units = append(units, uint16(n))
	}
	return string(utf16.Decode(units))
}

func unhost(label string) string {
	if plain, err := idna.Punycode.ToUnicode(strings.ToLower(label)); err == nil {
		return plain
	}
	return label
}

// dataURLs reads files that stand within a text as addresses.
func (u *unpacker) dataURLs(text string, depth int) {
	if !strings.Contains(text, ";base64,") {
		return
	}
	for _, m := range dataURL.FindAllStringSubmatch(text, -1) {
		coded := strings.Map(func(r rune) rune {
			switch {
			case r == '-':
				return '+'
			case r == '_':
				return '/'
			case strings.ContainsRune("= \t\r\n", r):
				return -1
			}
			return r
		}, percent.ReplaceAllStringFunc(m[2], unpercent))
		if data, err := base64.RawStdEncoding.DecodeString(coded); err == nil {
			u.inside(m[1], data, depth)
		} else {
			u.opaque = true
		}
	}
}
