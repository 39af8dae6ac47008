package index

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Stamp names a text that is not here: texts of the same Stamp are the same. The zero Stamp names none.
type Stamp [16]byte

// sum is part of a sha256.
type sum [16]byte

// summer hashes lists of texts, so that no two different lists are the same bytes.
type summer []byte

func (s *summer) text(all ...string) {
	for _, one := range all {
		*s = append(binary.AppendUvarint(*s, uint64(len(one))), one...)
	}
}

func (s *summer) list(all []string) {
	*s = binary.AppendUvarint(*s, uint64(len(all)))
	s.text(all...)
}

func (s *summer) sum() sum {
	all := sha256.Sum256(*s)
	return sum(all[:len(sum{})])
}

// stampOf tells documents apart by all that they are, of whichever the text is known by its stamp.
func stampOf(d *Document) sum {
	room := [1024]byte{schema}
	s := summer(room[:1])
	s.text(d.ID, d.Kind, d.Title, d.URL, d.Date, d.Meeting, d.Group, d.Status)
	for _, list := range [][]string{d.Groups, d.Owners, d.Aliases, d.Within, d.Mentions, d.Modifications} {
		s.list(list)
	}
	if d.Stamp != (Stamp{}) {
		s.text("stamp", string(d.Stamp[:]))
	} else {
		s.text("text", d.Text)
	}
	return s.sum()
}

// rowSum tells rows apart: a document's text is found by what other documents are called, too.
func rowSum(stamp sum, mentions, concepts []string) sum {
	room := [512]byte{}
	s := summer(append(room[:0], stamp[:]...))
	s.list(mentions)
	s.list(concepts)
	return s.sum()
}

// shardName names a shard by its rows, in order of their keys.
func shardName(rows []sum) string {
	h := sha256.New()
	h.Write([]byte{schema})
	for i := range rows {
		h.Write(rows[i][:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
