"""What the lost property office keeps."""

import uuid
from dataclasses import dataclass, field


@dataclass
class Item:
    """Something a passenger left behind."""

    row: int
    kind: str
    color: str
    line: str
    found_on: str
    finder_name: str
    finder_phone: str
    shelf: str
    state: str = "kept"
    handed_to: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass
class Office:
    """All items, in the order in which they were reported."""

    items: list[Item] = field(default_factory=list)

    def add(self, report: dict[str, str]) -> Item:
        """Keep an item that a driver reports."""
        row = len(self.items) + 1
        item = Item(
            row=row,
            kind=report["kind"],
            color=report["color"],
            line=report["line"],
            found_on=report["found_on"],
            finder_name=report["finder_name"],
            finder_phone=report["finder_phone"],
            shelf=f"{'ABCDEF'[row % 6]}-{row // 6 + 10}",
        )
        self.items.append(item)
        return item
