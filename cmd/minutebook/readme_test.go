package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// README lists every command with every flag that it has, and no other.
func TestReadmeListsEveryFlag(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	usage := map[string]string{} // by command
	name := ""
	_, commandsOf, _ := strings.Cut(string(text), "\n## Commands\n")
	commandsOf, _, _ = strings.Cut(commandsOf, "\n## ")
	for line := range strings.Lines(commandsOf) {
		if fields := strings.Fields(line); strings.HasPrefix(line, "    minutebook ") {
			name = fields[1]
		} else if !strings.HasPrefix(line, "     ") {
			name = ""
		}
		if name != "" {
			usage[name] += line
		}
	}
	p, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Model.Children {
		told := strings.FieldsFunc(usage[c.Name], func(r rune) bool { return strings.ContainsRune(" []\n.,;", r) })
		flags := map[string]bool{}
		for _, f := range flagsOf(c) {
			flags["--"+f.Name] = true
			if f.Short != 0 {
				flags["-"+string(f.Short)] = true
			}
			if !slices.Contains(told, "--"+f.Name) && !slices.Contains(told, "-"+string(f.Short)) {
				t.Errorf("README does not say that %s has --%s", c.Name, f.Name)
			}
		}
		for _, word := range told {
			if strings.HasPrefix(word, "-") && !flags[word] {
				t.Errorf("README gives %s a flag %s", c.Name, word)
			}
		}
		delete(usage, c.Name)
	}
	for name := range usage {
		t.Errorf("README has a command %s", name)
	}
}

// flagsOf are the flags of a command and of those below it.
func flagsOf(c *kong.Node) []*kong.Flag {
	all := c.Flags
	for _, below := range c.Children {
		all = append(all, flagsOf(below)...)
	}
	return all
}
