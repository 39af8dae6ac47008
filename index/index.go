package index

// Index is an open index. It may be used from several goroutines at once.
type Index struct{}
