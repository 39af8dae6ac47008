package index

import (
	"maps"
	"slices"
)

// shard is the documents of one shard, in order.
type shard struct {
	name string
	docs []*Document
}

// deal gives each of sorted documents to a shard: of tells, of each, which of the shards has it. Shards are in the order of
// their names. name is Content.Shard.
func deal(docs []*Document, name func(Document) string) (shards []shard, of []int) {
	if name == nil {
		name = func(Document) string { return "" }
		if len(docs) > maxShard {
			name = shardOf
		}
		if len(docs) > maxYears {
			name = smallShardOf
		}
	}
	names, counts := make([]string, len(docs)), map[string]int{}
	for i, d := range docs {
		names[i] = name(*d)
		counts[names[i]]++
	}
	number := map[string]int{}
	for i, name := range slices.Sorted(maps.Keys(counts)) {
		number[name] = i
		shards = append(shards, shard{name, make([]*Document, 0, counts[name])})
	}
	of = make([]int, len(docs))
	for i, d := range docs {
		of[i] = number[names[i]]
		shards[of[i]].docs = append(shards[of[i]].docs, d)
	}
	return shards, of
}

// shardOf names the shard of a document among very many: its year. What goes on being spoken of, such as a modification, has a
// shard of its own, since it changes with meetings of any year.
func shardOf(d Document) string {
	switch d.Kind {
	case "meeting", "item", "action", "decision", "page":
		return yearOf(d.Date)
	}
	return "subjects"
}

// smallShardOf does so among even more: its quarter, or the year of an action, which changes as long as it is open. One more meeting
// changes the shards of a quarter, of two years' actions and of what it speaks of.
func smallShardOf(d Document) string {
	name := shardOf(d)
	switch {
	case name != yearOf(d.Date):
		return name
	case d.Kind == "action":
		return name + " actions"
	}
	return name + quarterOf(d.Date)
}

// quarterOf is "-1" to "-4"; "" for no date.
func quarterOf(date string) string {
	if len(date) < 7 {
		return ""
	}
	return "-" + string('1'+((date[5]-'0')*10+date[6]-'0'-1)/3)
}
