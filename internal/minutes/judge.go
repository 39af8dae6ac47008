package minutes

// judge looks at a document that has been read for what its author may want to mend. It changes nothing but
// the findings.
func (r *reader) judge() {
	r.lostColumns()
	r.impossibleDates()
	r.unplacedDates()
	r.decisionsAgainstText()
	r.requestsWithoutAction()
	r.twoMeanings()
}

// tops are the numbers of the agenda, each with the number of the item that it stands below.
func (r *reader) tops() map[string]string {
	top := map[string]string{}
	for _, it := range r.m.Items {
		for _, sub := range flatten([]*Item{it}) {
			if _, seen := top[sub.Number]; !seen {
				top[sub.Number] = it.Number
			}
		}
	}
	return top
}
