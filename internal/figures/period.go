package figures

import (
	"slices"
	"time"
)

// Period is a run of days, both ends included, YYYY-MM-DD. The last one of a course may end before its months do.
type Period struct {
	From, To string
	Months   int // that it stands for: 1, 3, or some years'
}

// Bounds are the first and the last day of the months that the period stands for.
func (p Period) Bounds() (first, last time.Time) {
	first, _ = time.Parse(time.DateOnly, p.From) // periods makes no other
	return first, first.AddDate(0, p.Months, -1)
}

// mostPeriods is how many a course has at most.
const mostPeriods = 24

// periods covers the days from first to last; nil where one of them is no date, or the order is wrong.
func periods(first, last string) []Period {
	from, err := time.Parse(time.DateOnly, first)
	to, errTo := time.Parse(time.DateOnly, last)
	if err != nil || errTo != nil || to.Before(from) {
		return nil
	}
	months := unitFor(from, to)
	var all []Period
	for begin := beginning(from, months); !begin.After(to); begin = begin.AddDate(0, months, 0) {
		end := begin.AddDate(0, months, -1)
		p := Period{From: begin.Format(time.DateOnly), To: end.Format(time.DateOnly), Months: months}
		if end.After(to) {
			p.To = last
		}
		all = append(all, p)
	}
	return all
}

// unitFor is the length of the periods between two days, in months.
func unitFor(from, to time.Time) int {
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month()) + 1
	quarters := (to.Year()-from.Year())*4 + quarter(to) - quarter(from) + 1
	years := to.Year() - from.Year() + 1
	switch {
	case months <= mostPeriods:
		return 1
	case quarters <= mostPeriods:
		return 3
	}
	return 12 * ((years + mostPeriods - 1) / mostPeriods)
}

func quarter(t time.Time) int { return (int(t.Month()) - 1) / 3 }

// beginning is the first day of the period of so many months that holds a day.
func beginning(t time.Time, months int) time.Time {
	month := t.Month()
	switch {
	case months == 3:
		month = time.Month(quarter(t)*3 + 1)
	case months >= 12:
		month = time.January
	}
	return time.Date(t.Year(), month, 1, 0, 0, 0, 0, time.UTC)
}

// holding is the index of the period that holds a day; what lies outside is held by the first or the last.
func holding(all []Period, day string) int {
	i, _ := slices.BinarySearchFunc(all, day, func(p Period, day string) int {
		if p.To < day {
			return -1
		}
		return 1
	})
	return min(i, len(all)-1)
}
