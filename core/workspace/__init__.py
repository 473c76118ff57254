"""What people write, kept apart from the analytical data: one SQLite file with versioned documents."""

from core.workspace.documents import Document, Workspace

__all__ = ["Document", "Workspace"]
