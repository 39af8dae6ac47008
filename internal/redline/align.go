package redline

import "sort"

const (
	mostPairs   = 4096 // that are weighed in one gap
	leastShared = 0.4  // of the words of a pair
)

// pair is a passage of each version, or of one of them.
type pair struct{ before, after *passage }

// align pairs the passages of two versions, in the order of both. What was taken out comes before what was
// put in.
func align(before, after []passage) []pair {
	var all []pair
	i, j := 0, 0
	for _, a := range append(anchors(before, after), [2]int{len(before), len(after)}) {
		all = append(all, gap(before[i:a[0]], after[j:a[1]])...)
		if a[0] < len(before) {
			all = append(all, pair{&before[a[0]], &after[a[1]]})
		}
		i, j = a[0]+1, a[1]+1
	}
	return all
}

// anchors are the most passages that stand once in each version with the same words, in the order of both.
func anchors(before, after []passage) [][2]int {
	once := func(of []passage) map[string]int {
		at := map[string]int{}
		for i, p := range of {
			if _, twice := at[p.key]; twice {
				i = -1
			}
			at[p.key] = i
		}
		return at
	}
	inBefore, inAfter := once(before), once(after)
	var common [][2]int
	for i, p := range before {
		if j, ok := inAfter[p.key]; ok && j >= 0 && inBefore[p.key] >= 0 {
			common = append(common, [2]int{i, j})
		}
	}
	return rising(common)
}

// rising is the longest part of some pairs, in order of their first number, in which the second rises too.
func rising(pairs [][2]int) [][2]int {
	var ends []int // of the parts of each length, the one that ends lowest
	from := make([]int, len(pairs))
	for i, p := range pairs {
		n := sort.Search(len(ends), func(n int) bool { return pairs[ends[n]][1] >= p[1] })
		if from[i] = -1; n > 0 {
			from[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		}
		ends[n] = i
	}
	longest := make([][2]int, len(ends))
	if len(ends) > 0 {
		for at, n := ends[len(ends)-1], len(ends)-1; at >= 0; at, n = from[at], n-1 {
			longest[n] = pairs[at]
		}
	}
	return longest
}

// gap pairs what stands between two passages that stayed: equal ones at both ends, then the most alike.
func gap(before, after []passage) []pair {
	var first, last []pair
	for len(before) > 0 && len(after) > 0 && before[0].key == after[0].key {
		first = append(first, pair{&before[0], &after[0]})
		before, after = before[1:], after[1:]
	}
	for m, n := len(before), len(after); m > 0 && n > 0 && before[m-1].key == after[n-1].key; m, n = m-1, n-1 {
		last = append(last, pair{&before[m-1], &after[n-1]})
		before, after = before[:m-1], after[:n-1]
	}
	all := append(first, inner(before, after)...)
	for i := len(last) - 1; i >= 0; i-- {
		all = append(all, last[i])
	}
	return all
}

func inner(before, after []passage) []pair {
	var all []pair
	i, j := 0, 0
	until := func(m, n int) {
		for ; i < m; i++ {
			all = append(all, pair{before: &before[i]})
		}
		for ; j < n; j++ {
			all = append(all, pair{after: &after[j]})
		}
	}
	for _, p := range alike(before, after) {
		until(p[0], p[1])
		all = append(all, pair{&before[p[0]], &after[p[1]]})
		i, j = p[0]+1, p[1]+1
	}
	until(len(before), len(after))
	return all
}

// alike pairs passages, in the order of both, so that the pairs share the most words; nil where there are too
// many to weigh.
func alike(before, after []passage) [][2]int {
	if len(before) == 0 || len(after) == 0 || len(before) > mostPairs/len(after) {
		return nil
	}
	score := weigh(before, after)
	best := make([][]int, len(before)+1) // words shared from there to the end
	for i := range best {
		best[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := score[i][j]; s > 0 {
				best[i][j] = max(best[i][j], s+best[i+1][j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(before) && j < len(after); {
		switch {
		case score[i][j] > 0 && best[i][j] == score[i][j]+best[i+1][j+1]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// weigh counts the words that two passages share; 0 where they are too few or the kinds differ.
func weigh(before, after []passage) [][]int {
	inAfter := bags(after)
	score := make([][]int, len(before))
	for i, bag := range bags(before) {
		score[i] = make([]int, len(after))
		for j, other := range inAfter {
			if before[i].kind != after[j].kind {
				continue
			}
			n := shared(bag, other)
			if all := len(before[i].words) + len(after[j].words); float64(2*n) >= leastShared*float64(all) {
				score[i][j] = n
			}
		}
	}
	return score
}

// bags count each word of each passage.
func bags(of []passage) []map[string]int {
	all := make([]map[string]int, len(of))
	for i, p := range of {
		all[i] = map[string]int{}
		for _, w := range p.words {
			all[i][w.text]++
		}
	}
	return all
}

// shared goes through the smaller bag, so that a long passage costs no more than those it is weighed with.
func shared(a, b map[string]int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for w, count := range a {
		n += min(count, b[w])
	}
	return n
}
