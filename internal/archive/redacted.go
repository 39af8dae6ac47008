package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"minutebook/internal/finding"
)

// errUnredacted is the cause when the settings say the same in a way that cannot be cut, such as by an anchor.
var errUnredacted = errors.New("write the lists redirects and withdrawn as keys of their own at the left margin, without anchors")

// Redacted is minutebook.yaml without what some readers may not know: only the redirects and withdrawals that they may are
// in it, and every other line as it was. It is nil where there are no settings.
func (a *Archive) Redacted(redirects func(Redirect) bool, withdrawals func(Withdrawal) bool) ([]byte, error) {
	data, err := fs.ReadFile(a.files, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	s := &settings{}
	if err := s.decode(data); err != nil {
		return nil, Faults{syntaxFault(err)}
	}
	want := s.config
	want.Redirects = keep(s.Redirects, func(i int) bool { return i < len(a.Redirects) && redirects(a.Redirects[i]) })
	want.Withdrawn = keep(s.Withdrawn, func(i int) bool { return i < len(a.Withdrawn) && withdrawals(a.Withdrawn[i]) })
	if len(want.Redirects) == len(s.Redirects) && len(want.Withdrawn) == len(s.Withdrawn) {
		return data, nil
	}
	return rewritten(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), want)
}

func keep[T any](all []T, these func(i int) bool) []T {
	var kept []T
	for i, one := range all {
		if these(i) {
			kept = append(kept, one)
		}
	}
	return kept
}

// rewritten takes the lines of both lists out of the settings and writes what is to be kept after the rest. That it
// says what is wanted and nothing else is made sure by reading it.
func rewritten(data []byte, want config) ([]byte, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, Faults{syntaxFault(err)}
	}
	text := withoutKeys(data, file, "redirects", "withdrawn")
	for _, list := range []struct {
		key  string
		list any
	}{{"redirects", want.Redirects}, {"withdrawn", want.Withdrawn}} {
		if reflect.ValueOf(list.list).Len() == 0 {
			continue
		}
		added, err := yaml.Marshal(map[string]any{list.key: list.list})
		if err != nil {
			return nil, err
		}
		text = append(text, added...)
	}
	again := &settings{}
	if err := again.decode(text); err != nil || !reflect.DeepEqual(again.config, want) {
		return nil, Faults{{File: ConfigFile, Line: 1, Column: 1, Code: "settings", Severity: finding.Error, Message: "the settings cannot be redacted", Hint: errUnredacted.Error()}}
	}
	return text, nil
}

// withoutKeys is YAML without the lines of some keys of its outermost mapping.
func withoutKeys(data []byte, file *ast.File, keys ...string) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	var out []byte
	at := 0
	pairs := outermost(file)
	for i, pair := range pairs {
		if !slices.Contains(keys, pair.Key.String()) {
			continue
		}
		from, to := pair.Key.GetToken().Position.Line-1, len(lines)
		if i+1 < len(pairs) {
			to = pairs[i+1].Key.GetToken().Position.Line - 1
		}
		out = append(out, bytes.Join(lines[at:from], nil)...)
		at = to
	}
	out = append(out, bytes.Join(lines[at:], nil)...)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return out
}

func outermost(file *ast.File) []*ast.MappingValueNode {
	if file == nil || len(file.Docs) == 0 {
		return nil
	}
	switch body := file.Docs[0].Body.(type) {
	case *ast.MappingNode:
		return body.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{body}
	}
	return nil
}
