package publish

import "os"

// asideSuffix marks, in a staging folder, an old site that was moved aside.
const asideSuffix = ".replaced"

// moveAside exchanges with two renames and undoes the first if the second fails.
func moveAside(staged, place string) error {
	aside := staged + asideSuffix
	if err := os.Rename(place, aside); err != nil {
		return err
	}
	if err := os.Rename(staged, place); err != nil {
		if back := os.Rename(aside, place); back != nil {
			return back
		}
		return err
	}
	return nil
}
