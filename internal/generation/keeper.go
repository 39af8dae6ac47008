package generation

// Keeper keeps files as Tree.Keep does, and quickly where their names come in order. For one goroutine; close it.
type Keeper struct {
	folder *Folder
	in     looker
}

// Keeper is one for the tree.
func (t *Tree) Keeper() *Keeper { return t.Below(".").Keeper() }

// Keeper is one for the folder.
func (f *Folder) Keeper() *Keeper { return &Keeper{f, looker{dir: f.tree.dir}} }

// Keep is Tree.Keep.
func (k *Keeper) Keep(name string) (bool, error) {
	t := k.folder.tree
	name = k.folder.in(name)
	i, ok := t.former.place(name)
	if !ok {
		return false, nil
	}
	if t.isTwin && many(name) && t.lacks(name, i) && k.in.file(name, &t.former.files[i]) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.kept[i], t.state = true, nil
		t.count++
		return true, nil
	}
	return t.Keep(name)
}

// lacks says whether the tree has no file of the name of the former generation's file i.
func (t *Tree) lacks(name string, i int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, ok := t.files[name]
	return !ok && !t.kept[i]
}

// Close lets go of the folder.
func (k *Keeper) Close() { k.in.close() }
