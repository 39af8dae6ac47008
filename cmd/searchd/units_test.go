package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// exposed is how much of the machine a unit may leave open, in tenths, as systemd counts it: 0 is nothing and 100 everything.
var exposed = map[string]string{"searchd@.service": "15", "searchd-replica@.service": "15", "minutebook-build.service": "8"}

// The units of docs/hosting are what systemd takes without a word, and leave little open.
func TestUnits(t *testing.T) {
	analyze := serverProgram(t, "systemd-analyze", "usr/bin/systemd-analyze")
	dir := t.TempDir()
	units, err := filepath.Glob(filepath.Join("..", "..", "docs", "hosting", "systemd", "*.*"))
	if err != nil || len(units) < 6 {
		t.Fatal(units, err)
	}
	var instances []string
	seen := 0
	for _, unit := range units {
		text, err := os.ReadFile(unit)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(unit)
		if strings.HasPrefix(filepath.Ext(name), ".sys") || strings.HasPrefix(filepath.Ext(name), ".tmp") {
			continue
		}
		for _, program := range []string{"searchd", "minutebook"} { // nothing is installed here
			text = []byte(strings.ReplaceAll(string(text), "/usr/local/bin/"+program+" ", "/bin/true "))
		}
		put(t, filepath.Join(dir, name), string(text))
		instance := put(t, filepath.Join(dir, strings.Replace(name, "@", "@public", 1)), string(text))
		instances = append(instances, instance)
		if most, ok := exposed[name]; ok {
			seen++
			if out, err := exec.Command(analyze, "security", "--offline=true", "--no-pager", "--threshold="+most, instance).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
	if seen != len(exposed) {
		t.Errorf("only %d units were measured", seen)
	}
	if out, err := exec.Command(analyze, append([]string{"verify"}, instances...)...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// The options that the units give a searchd are those that it has.
func TestUnitsGiveOptions(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "hosting", "systemd", "searchd@.service"))
	if err != nil {
		t.Fatal(err)
	}
	_, start, ok := strings.Cut(string(text), "\nExecStart=/usr/local/bin/searchd ")
	start, _, _ = strings.Cut(start, "\n")
	if !ok {
		t.Fatal("it starts something else")
	}
	sites, _ := buildAccess(t)
	line := strings.NewReplacer("/srv/minutebook/%i", filepath.Join(sites, "members"), "${LISTEN}", "unix:"+filepath.Join(t.TempDir(), "s"), "--drain 2s", "--drain 1ms",
		"$OPTIONS", "--groups-header X-Auth-Request-Groups --allow board=members --client-header X-Real-IP").Replace(start)
	if at := inProcess(t, strings.Fields(line)); !strings.HasPrefix(at, "unix:") {
		t.Errorf("it listens at %s", at)
	}
}
