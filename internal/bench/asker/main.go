// Command asker asks an index and nothing else: what it takes of the machine is the index's, and none of what the bench
// itself is linked with. It prints one value in JSON.
//
//	asker first DIR               nanoseconds from opening the index to the first answer
//	asker many DIR QUERIES N      asks N of the queries in a file, two at a time, six minutes at most
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"minutebook/index"
)

func main() {
	if len(os.Args) < 3 {
		log.Fatal("asker first DIR, or asker many DIR QUERIES N")
	}
	v, err := answer(os.Args[1], os.Args[2:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(v)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func answer(task string, args []string) (any, error) {
	switch {
	case task == "first":
		return first(args[0])
	case task == "many" && len(args) == 3:
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return nil, err
		}
		return many(args[0], args[1], n)
	}
	return nil, fmt.Errorf("no such task: %s", task)
}

func first(dir string) (time.Duration, error) {
	began := time.Now()
	x, err := index.Open(dir)
	if err != nil {
		return 0, err
	}
	if _, err := x.Search(context.Background(), index.Query{Text: "review", Size: 10}); err != nil {
		return 0, err
	}
	return time.Since(began), x.Close()
}

// longest is when it is enough, however many are left.
const longest = 6 * time.Minute

// after is what there is after many queries.
type after struct {
	Queries  int64
	Resident int64 // bytes, without the pages of the index: the system takes those back when it needs them
}

func many(dir, file string, n int) (a after, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return a, err
	}
	var queries []index.Query
	if err := json.Unmarshal(data, &queries); err != nil {
		return a, err
	}
	x, err := index.Open(dir)
	if err != nil {
		return a, err
	}
	defer x.Close()
	var wg sync.WaitGroup
	var asked [2]int64
	var wrong [2]error
	for worker := range asked {
		wg.Go(func() { asked[worker], wrong[worker] = askAll(x, queries, worker*len(queries)/2, n/2) })
	}
	wg.Wait()
	if err := errors.Join(wrong[:]...); err != nil {
		return a, err
	}
	a.Queries = asked[0] + asked[1]
	a.Resident, err = resident(dir)
	return a, err
}

func askAll(x *index.Index, queries []index.Query, from, n int) (asked int64, err error) {
	var refused *index.QueryError
	for end := time.Now().Add(longest); asked < int64(n) && time.Now().Before(end); asked++ {
		q := queries[(from+int(asked))%len(queries)]
		if _, err := x.Search(context.Background(), q); err != nil && !errors.As(err, &refused) {
			return asked, err
		}
		if asked%10 == 0 {
			x.Suggest(q.Text)
		}
	}
	return asked, nil
}

// resident is the memory of this process in bytes, without the pages of files below dir.
func resident(dir string) (int64, error) {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		return 0, err
	}
	defer f.Close()
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return 0, err
	}
	var sum int64
	mapped := false
	for s := bufio.NewScanner(f); s.Scan(); {
		fields := strings.Fields(s.Text())
		switch {
		case len(fields) == 0:
		case !strings.HasSuffix(fields[0], ":"): // the first line of a mapping, with the name of its file
			mapped = strings.Contains(s.Text(), real+string(filepath.Separator))
		case fields[0] == "Rss:" && !mapped:
			kb, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				return 0, err
			}
			sum += kb << 10
		}
	}
	return sum, nil
}
