"""The errors that the lessons' code can tell, read from its text; a value filled in is `…`."""

import ast
from collections.abc import Iterator
from pathlib import Path

TEXT = (ast.Constant, ast.JoinedStr)


def error_messages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for expression in _said_in(function):
                    yield from _texts(expression, function)


def _said_in(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """What is wrong comes just before what to do about it."""
    nodes = list(ast.walk(function))
    finds_faults = any(isinstance(node, ast.Name) and node.id == "faults" for node in nodes)
    for node in nodes:
        if isinstance(node, ast.Call) and len(node.args) > 1:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("error", "wrong", "_wrong"):
                yield node.args[-2]
        elif isinstance(node, ast.Tuple) and finds_faults:
            if len(node.elts) == 2 and all(isinstance(each, TEXT) for each in node.elts):
                yield node.elts[0]
        elif isinstance(node, ast.Dict):
            names = [getattr(key, "value", None) for key in node.keys]
            if "what" in names:
                yield node.values[names.index("what")]


def _texts(expression: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(expression, ast.Constant):
        yield str(expression.value)
    elif isinstance(expression, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "…" for part in expression.values
        )
    elif isinstance(expression, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == expression.id:
                yield from _texts(node.value, function)
