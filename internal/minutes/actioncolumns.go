package minutes

// ActionColumns are the places of an actions table's columns, -1 for those that it does not have.
type ActionColumns struct{ ID, Action, Raised, Target, Revised, Owner, Status, Update int }

// ActionColumns reads the head of a table by the rules' names; ok says whether it is a table of actions.
func (rules *Rules) ActionColumns(table *Block) (at ActionColumns, ok bool) {
	r := &reader{rules: rules, m: &Minutes{}}
	if !r.isActionTable(table) {
		return ActionColumns{}, false
	}
	c := r.tableColumns(table)
	return ActionColumns{c.id, c.action, c.raised, c.target, c.revised, c.owner, c.status, c.update}, true
}
