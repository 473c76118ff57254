"""The headless twin: every page's question on the command line. One short module per group of commands."""
