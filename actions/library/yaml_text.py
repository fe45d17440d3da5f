"""YAML read as people mean it: `NO` is Norway, 0033 keeps its zeros, values know their line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from yaml.composer import Composer
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from actions.library.errors import ContentError

Place = tuple[str | int, ...]

_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class YamlText:
    """The values of a YAML text (strings, None, lists, mappings) and the line of each."""

    data: object
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of a value, or of the nearest thing that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse_yaml(text: str, first_line: int = 1) -> YamlText:
    """Read a YAML text; ContentError with the line when it is broken."""
    try:
        root = yaml.compose(text, Loader=_PlainLoader)  # type: ignore[arg-type]
        builder = _Builder(first_line)
        data = builder.build(root, ()) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError("yaml_broken", line=line) from None
    except (yaml.YAMLError, RecursionError):
        raise ContentError("yaml_broken", line=first_line) from None
    return YamlText(data, builder.lines)


class _PlainLoader(Composer, CParser, Resolver):
    """A loader without aliases: they are never needed here and can explode.

    Events come from the C parser, five times faster; nodes are made here, so that a deep
    nesting ends in a RecursionError and not in a crash.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = getattr(self.peek_event(), "start_mark", None)
            raise yaml.MarkedYAMLError(problem_mark=mark)
        return super().compose_node(parent, index)


class _Builder:
    """Turns nodes into plain values and remembers their lines."""

    def __init__(self, first_line: int) -> None:
        self._first = first_line
        self.lines: dict[Place, int] = {}

    def build(self, node: Node, place: Place) -> object:
        self.lines[place] = self._first + node.start_mark.line
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*place, i)) for i, item in enumerate(node.value)]
        null = isinstance(node, ScalarNode) and not node.style and node.value in _NULLS
        return None if null else str(node.value)

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = self._first + key_node.start_mark.line
            if not isinstance(key_node, ScalarNode):
                raise ContentError("yaml_broken", line=line)
            key = str(key_node.value)
            if key in mapping:
                raise ContentError("yaml_repeated", line=line, field=key)
            mapping[key] = self.build(value_node, (*place, key))
            self.lines[(*place, key)] = line
        return mapping
