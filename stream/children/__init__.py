"""Child processes that work behind a pipe, so that what hangs or crashes costs a child and never the worker."""
