package minutes

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"minutebook/internal/finding"
)

// frontReader takes the pairs of a front matter, in order. Keys are compared without regard to case. Those
// that mean a level or a draft by another word are read as such; what may mean a level and cannot be read
// breaks the front matter, so that the document is withheld.
type frontReader struct {
	front *Front
	seen  map[string]bool
	say   func(s finding.Severity, code finding.Code, line, column int, message, hint string)
	draft string // the word that says that the document is not final
}

func (c *frontReader) pair(pair *ast.MappingValueNode) {
	token := pair.Key.GetToken()
	at := token.Position
	broken := func(message, hint string) {
		c.say(finding.Error, "front-matter-broken", at.Line, at.Column, message, hint)
	}
	if !isPlainKey(pair.Key) {
		broken("front matter key "+quote(pair.Key.String())+" is no plain word", "write it as key: value lines, without merges, anchors or complex keys")
		return
	}
	key := strings.ToLower(strings.TrimSpace(normal(token.Value)))
	if meansLevel(key) {
		key = "level"
	}
	value, scalar := scalarText(pair.Value)
	value = strings.TrimSpace(value)
	target := frontField(c.front, key)
	switch {
	case target == nil && scalar && c.saysDraft(key, value):
	case target == nil && !scalar && innerLevel.MatchString(pair.Value.String()):
		broken("front matter key "+quote(token.Value)+" holds a level inside it", "write level: and the level on a line of its own")
	case target == nil:
		c.say(finding.Warning, "front-matter-key", at.Line, at.Column, fmt.Sprintf("front matter key %s is not known", quote(token.Value)),
			"left out; the keys are kind, level, group, number, document, title, date, start, end, venue, version, series, present, members, apologies, bodies, absent")
	case !scalar:
		broken(fmt.Sprintf("front matter key %s holds no plain value", quote(token.Value)), "write one value on its line")
	case c.seen[key]:
		broken(fmt.Sprintf("front matter key %s stands twice", quote(token.Value)), "keep one")
	case key == "level" && value == "":
		broken("front matter key "+quote(token.Value)+" says no level", "write the level after it, or take it out")
	default:
		*target, c.seen[key] = value, true
	}
}

// finish adds to the version that the document is a draft, where other keys said so.
func (c *frontReader) finish() {
	if c.draft != "" && draftWord(c.front.Version) == "" {
		c.front.Version = strings.TrimSpace(c.draft + " " + c.front.Version)
	}
}

var innerLevel = regexp.MustCompile(`(?i)(?:level|classification|marking|sensitivity)["']?\s*:`)

// meansLevel says whether a key, in lower case, is one for the level.
func meansLevel(key string) bool {
	letters := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, key)
	for _, end := range []string{"level", "classification", "classified", "marking", "sensitivity", "tlp", "confidentiality", "trafficlightprotocol"} {
		if strings.HasSuffix(letters, end) {
			return true
		}
	}
	return false
}

// saysDraft reads the keys by which other programs say that a document is a draft.
func (c *frontReader) saysDraft(key, value string) bool {
	no := value == ""
	for _, word := range []string{"false", "no", "off", "0"} {
		no = no || strings.EqualFold(value, word)
	}
	switch key {
	case "draft", "unapproved", "provisional", "unconfirmed", "unpublished":
		if !no {
			c.draft = "Draft"
		}
	case "published", "publish", "approved", "confirmed", "final":
		if no {
			c.draft = "Draft"
		}
	case "status", "state", "document status", "stage":
		if word := draftWord(value); word != "" {
			c.draft = word
		} else if c.front.Version == "" && versionWord.MatchString(value) {
			c.front.Version = value
		}
	default:
		return false
	}
	return true
}

func isPlainKey(key ast.Node) bool {
	switch key.(type) {
	case *ast.StringNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.NullNode:
		return true
	}
	return false
}

func frontField(f *Front, key string) *string {
	for _, field := range f.fields() {
		if field.key == key {
			return field.value
		}
	}
	return nil
}
