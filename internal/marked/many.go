package marked

import "os"

// Many is how many archives a test makes up: long with MINUTEBOOK_SOAK set, else short.
func Many(long, short int) int {
	if os.Getenv("MINUTEBOOK_SOAK") != "" {
		return long
	}
	return short
}
