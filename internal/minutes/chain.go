package minutes

import "slices"

// bestChain is the chain of rising numbers that weighs most. Missing numbers weigh against it, but little:
// an edition has items cut out.
func bestChain(all []candidate) []candidate {
	total, before := make([]int, len(all)), make([]int, len(all))
	last := map[int]int{} // order -> the best chain that ends with it
	var orders []int
	best := -1
	for i, c := range all {
		at := order(c.number[0])
		total[i], before[i] = c.score-min(max(at/32-1, 0), 3), -1
		for _, o := range orders {
			if o >= at {
				break
			}
			if t := total[last[o]] + c.score - min(max(at/32-o/32-1, 0), 4); t >= total[i] {
				total[i], before[i] = t, last[o]
			}
		}
		if j, seen := last[at]; !seen {
			k, _ := slices.BinarySearch(orders, at)
			orders = slices.Insert(orders, k, at)
			last[at] = i
		} else if total[i] > total[j] {
			last[at] = i
		}
		if best < 0 || total[i] > total[best] {
			best = i
		}
	}
	if best < 0 || total[best] < least {
		return nil
	}
	var chain []candidate
	for i := best; i >= 0; i = before[i] {
		chain = append(chain, all[i])
	}
	slices.Reverse(chain)
	return chain
}
