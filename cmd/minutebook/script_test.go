package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"minutebook/internal/scriptcmd"
)

// TestMain lets the test binary be the program, so that scripts and the kill test run the real thing.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"minutebook": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
	}})
}

// Each script is one situation of a user: files, commands, exit statuses and what is printed.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    scriptcmd.Exits,
			"bytes":    writeBytes,
			"take":     takeText,
			"takeport": scriptcmd.TakePort,
			"sarif":    checkSARIF,
		},
		// [root] is for what cannot be refused to a superuser.
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("no such condition: %s", cond)
		},
		RequireExplicitExec: true,
	})
}

// checkSARIF holds a file against the schema: "sarif FILE".
func checkSARIF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sarif FILE")
	}
	ts.Check(validSARIF([]byte(ts.ReadFile(args[0]))))
}

// takeText names a part of what was printed as an error: "take VARIABLE PATTERN", the first group of the pattern.
func takeText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: take VARIABLE PATTERN")
	}
	m := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stderr"))
	if len(m) < 2 {
		ts.Fatalf("nothing like %s was printed", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// writeBytes writes a file of N times the same byte: "bytes FILE N 0x00".
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE COUNT BYTE")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := strconv.ParseUint(args[2], 0, 8)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte{byte(b)}, n), 0o644))
}
