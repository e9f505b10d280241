"""YAML whose mappings remember the line that they start on, so that a fault can be named."""

from typing import Any

import yaml

from reportedly.errors import LexiconError
from reportedly.lexicon.load import LINE

__all__ = ["parsed"]


class _LineLoader(yaml.CSafeLoader):
    """A safe YAML loader whose mappings remember the line that they start on."""


def _mapping(loader: _LineLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _ in node.value]
    for key, _ in node.value:
        if keys.count(key.value) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"the key '{key.value}' stands twice", key.start_mark)
    loader.flatten_mapping(node)
    # Keys stay as written: YAML would make booleans of `yes` and `no`.
    data: dict[Any, Any] = {key.value: loader.construct_object(value, deep=True) for key, value in node.value}
    data[LINE] = node.start_mark.line + 1
    return data


def _truth(_: _LineLoader, node: yaml.ScalarNode) -> bool | str:
    # "on", "no" and "yes" are words of languages and codes of countries: only true and false are truth values
    word = str(node.value)
    return word.lower() == "true" if word.lower() in {"true", "false"} else word


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_LineLoader.add_constructor("tag:yaml.org,2002:bool", _truth)


def parsed(text: str, name: str) -> Any:
    """What a YAML text holds; each mapping has its line under ``LINE``.

    Args:
        text: The text.
        name: What the file is called in messages.

    Raises:
        LexiconError: If it is not YAML, or says a key twice.
    """
    try:
        return yaml.load(text, Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(
            f"not valid YAML: {error.problem}", where=f"{name}:{line}", mend="mend the indentation or quotation marks on that line"
        ) from error
