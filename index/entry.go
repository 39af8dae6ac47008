package index

import (
	api "github.com/blevesearch/bleve_index_api"
)

// entry is a Document as bleve's segments take it: the fields that it has, each already cut into terms.
type entry struct {
	key    string // documentKey
	fields []field
	words  int // bytes of text
}

// field is one value of a field.
type field struct {
	name    string
	value   []byte
	at      []uint64 // its place among several values
	options api.FieldIndexingOptions
	length  int // in terms
	terms   api.TokenFrequencies
}

const idField = "_id"

func (e *entry) ID() string { return e.key }

func (e *entry) VisitFields(visit api.FieldVisitor) {
	for i := range e.fields {
		visit(&e.fields[i])
	}
}

func (e *entry) VisitComposite(api.CompositeFieldVisitor) {}
func (e *entry) HasComposite() bool                       { return false }
func (e *entry) AddIDField()                              {}
func (e *entry) Indexed() bool                            { return true }
func (e *entry) Size() int                                { return e.words }
func (e *entry) NumPlainTextBytes() uint64                { return uint64(e.words) }
func (e *entry) StoredFieldsBytes() uint64                { return 0 }

func (f *field) Name() string                                   { return f.name }
func (f *field) Value() []byte                                  { return f.value }
func (f *field) ArrayPositions() []uint64                       { return f.at }
func (f *field) EncodedFieldType() byte                         { return 't' }
func (f *field) Analyze()                                       {}
func (f *field) Options() api.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                            { return f.length }
func (f *field) AnalyzedTokenFrequencies() api.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                      { return uint64(len(f.value)) }

// one adds a field of one value; "" is none.
func (e *entry) one(name, value string) {
	if value == "" {
		return
	}
	f := field{name: name, value: []byte(value), options: fieldOptions[name], length: 1}
	if f.options.IsIndexed() {
		f.terms = termsOf(value)
	}
	e.fields = append(e.fields, f)
}

// several adds a field of some values, each once. The first of them has the terms of all.
func (e *entry) several(name string, values []string) {
	if len(values) == 0 {
		return
	}
	options := fieldOptions[name]
	for i, v := range values {
		e.fields = append(e.fields, field{name: name, value: []byte(v), at: []uint64{uint64(i)}, options: options, length: 1})
	}
	if options.IsIndexed() {
		e.fields[len(e.fields)-len(values)].terms = termsOf(values...)
	}
}

// text adds a scored field. It is not stored.
func (e *entry) text(name string, words []*token) {
	if len(words) == 0 {
		return
	}
	options := fieldOptions[name]
	e.fields = append(e.fields, field{name: name, options: options, length: len(words), terms: counts(words, options.IncludeTermVectors())})
}

// termsOf are values that are one term each and stand once.
func termsOf(values ...string) api.TokenFrequencies {
	all := make(api.TokenFrequencies, len(values))
	freqs := make([]api.TokenFreq, len(values))
	for i, v := range values {
		freqs[i].SetFrequency(1)
		all[v] = &freqs[i]
	}
	return all
}

// counts says how often each of the words stands among them, and where, if that is wanted, from 1 on.
func counts(words []*token, where bool) api.TokenFrequencies {
	different := 0
	for _, w := range words {
		if w.count == 0 {
			different++
		}
		w.count++
	}
	all, freqs := make(api.TokenFrequencies, different), make([]api.TokenFreq, different)
	var places []api.TokenLocation
	var room []*api.TokenLocation
	if where {
		places, room = make([]api.TokenLocation, len(words)), make([]*api.TokenLocation, len(words))
	}
	for i, w := range words {
		if w.freq == nil {
			w.freq, freqs = &freqs[0], freqs[1:]
			w.freq.SetFrequency(w.count)
			all[w.text] = w.freq
			if where {
				w.freq.Locations, room = room[:0:w.count], room[w.count:]
			}
		}
		if where {
			places[i].Position = i + 1
			w.freq.Locations = append(w.freq.Locations, &places[i])
		}
	}
	for _, w := range words {
		w.count, w.freq = 0, nil
	}
	return all
}
