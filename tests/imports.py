"""What the modules of a tree import, read from their text so that nothing has to run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Module:
    path: Path
    name: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported, wherever in the file it stands."""
        package = self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                if node.level:
                    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                    source = ".".join([*parents, source] if source else parents)
                yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def modules(folder: Path, root: Path) -> Iterator[Module]:
    """Every module under `folder`, named as an import from `root` would name it."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Module(path, name, ast.parse(path.read_text(encoding="utf-8")))
