"""The command line: the same rooms as the pages, for scripts and for people without a browser."""
