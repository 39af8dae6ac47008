package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/pprof"
)

// profiles are where a command writes what it spent, for go tool pprof. The files hold no text of the sources.
type profiles struct {
	CPU    string `name:"cpuprofile" help:"Write where the processor's time went." placeholder:"FILE"`
	Memory string `name:"memprofile" help:"Write what was in memory at the end, and all that was asked for." placeholder:"FILE"`
}

// start begins to profile; the function that it returns writes what came of it.
func (p profiles) start() (func() error, error) {
	if p.CPU == "" {
		return p.writeMemory, nil
	}
	f, err := os.Create(p.CPU)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return errors.Join(f.Close(), p.writeMemory())
	}, nil
}

func (p profiles) writeMemory() error {
	if p.Memory == "" {
		return nil
	}
	f, err := os.Create(p.Memory)
	if err != nil {
		return err
	}
	runtime.GC() // or what is garbage would count as in use
	return errors.Join(pprof.Lookup("heap").WriteTo(f, 0), f.Close())
}
