package record

import (
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Spot is where a block stands and what it is, without its words. It is small: a record has hundreds of thousands.
type Spot struct {
	ID     string // the fragment of the page's address; "" for none
	line   int32
	column int32
	level  policy.Level // the strictest of the block and what is in it
	marked bool         // whether the block itself has a level
	kind   uint8
	role   uint8
}

// SpotOf is that of a block; nil for none.
func SpotOf(b *minutes.Block) *Spot {
	if b == nil {
		return nil
	}
	s := &Spot{ID: b.ID, line: int32(b.Line), column: int32(b.Column), level: b.Level, marked: b.Level != policy.Untold,
		kind: uint8(1 + slices.Index(minutes.BlockKinds, b.Kind)), role: uint8(1 + slices.Index(minutes.Roles, b.Role))}
	b.Walk(func(in *minutes.Block) { s.level = policy.Stricter(s.level, in.Level) })
	return s
}

// Line is where the block starts in the document, from 1.
func (s *Spot) Line() int { return int(s.line) }

// Column is where in the line.
func (s *Spot) Column() int { return int(s.column) }

// Kind is the shape of the block; "" where it has none that there is.
func (s *Spot) Kind() minutes.BlockKind {
	if s.kind == 0 {
		return ""
	}
	return minutes.BlockKinds[s.kind-1]
}

// Role is what the block is to the minutes.
func (s *Spot) Role() minutes.Role {
	if s.role == 0 {
		return minutes.RoleNone
	}
	return minutes.Roles[s.role-1]
}
