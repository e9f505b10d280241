"""A hook of MkDocs: the page about lexicon files, put together from the words at the head of each file whenever the documentation is built."""

from collections import defaultdict
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

DATA = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "lexicon" / "data"
HEAD = """# Lexicon files

What the readers know about words, names and places, as data. Each file says at its head what its records hold; this page repeats it.
All paths are below `src/reportedly/lexicon/data`. `reportedly lexicon check` finds faults. See [how to add a rule](../how-to/add-a-rule.md).
"""


def head_of(path: Path) -> str:
    """The comment at the head of a lexicon file, without its marks."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    return "\n".join(lines)


def page() -> str:
    """The page as Markdown: one section for each kind of head, which names the files that have it."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path in sorted(DATA.rglob("*.yaml")):
        alike[head_of(path)].append(path.relative_to(DATA).as_posix())
    sections = [f"## {', '.join(names)}\n\n```text\n{head}\n```\n" for head, names in alike.items()]
    return "\n".join([HEAD, *sections])


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page to the files of the documentation."""
    files.append(File.generated(config, "reference/lexicon.md", content=page()))
    return files
