"""Compile the YAML word lists to JSON, and check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class LexiconError(ValueError):
    """A word list that breaks its own form: what, and in which file."""


def compile_text(yaml_text: str, name: str) -> str:
    """Turn one YAML word list into its JSON form.

    Raises LexiconError where a part is missing, a word stands twice in a group, or a group has no meaning.
    """
    import yaml

    raw: dict[str, Any] = yaml.safe_load(yaml_text)
    for key in ("about", "source"):
        if not isinstance(raw.get(key), str):
            raise LexiconError(f"{name}: `{key}` is missing")
    for kind, content in (("groups", "words"), ("pairs", "rows")):
        for group, body in raw.get(kind, {}).items():
            if not body.get("meaning"):
                raise LexiconError(f"{name}: {group} has no meaning")
            if content not in body:
                raise LexiconError(f"{name}: {group} has no {content}")
    groups = {group: body["words"] for group, body in raw.get("groups", {}).items()}
    for group, members in groups.items():
        twice = sorted({word for word in members if members.count(word) > 1})
        if twice or not all(isinstance(word, str) and word for word in members):
            raise LexiconError(f"{name}: {group} has words twice or empty: {twice}")
    rows = {group: body["rows"] for group, body in raw.get("pairs", {}).items()}
    return json.dumps({"groups": groups, "pairs": rows}, ensure_ascii=False, indent=0, sort_keys=False) + "\n"


def compiled_path(source: Path) -> Path:
    """Where the compiled form of a YAML list belongs."""
    return source.parent / "compiled" / f"{source.stem}.json"


def compile_all(folder: Path = HERE) -> dict[Path, str]:
    """Give the compiled form of every YAML list in the folder, by the path it belongs at."""
    return {
        compiled_path(path): compile_text(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(folder.glob("*.yaml"))
    }


def main() -> None:
    """Write the compiled forms of the lists that hold, then fail on those that do not."""
    faults: list[str] = []
    for source in sorted(HERE.glob("*.yaml")):
        path = compiled_path(source)
        try:
            text = compile_text(source.read_text(encoding="utf-8"), source.name)
        except LexiconError as error:
            faults.append(str(error))
            continue
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
