package minutes

// DefaultRules are the conventions of the Smart Energy Code's minutes, over policy.Default.
func DefaultRules() *Rules { return &Rules{} }
