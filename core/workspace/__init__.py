"""What people write, kept apart from the analytical data: versioned documents and the record of every change."""

from core.workspace.documents import Author, Document, Workspace

__all__ = ["Author", "Document", "Workspace"]
