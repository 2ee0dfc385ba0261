"""The command line: one file a command, and what they share.

Input:    arguments, environment, configuration files, sources on disk or standard input.
Output:   files that appear whole, data on standard output, words on standard error, an exit code.
Not here: what a briefing says or looks like. Only this package and `__main__` know of files, streams and environment.
"""
