"""Use cases, one a file. Edges pass the library's handle along and never open it themselves."""

from app.library.shelf import Library as Library
