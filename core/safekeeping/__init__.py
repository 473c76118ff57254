"""Keeping the office safe: backups and their restoring, checked copies of the workspace, everything as plain files."""
