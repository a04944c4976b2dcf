"""Outlook messages (.msg) made byte by byte after MS-CFB and MS-OXMSG, small and complete.

A compound file of version 3: sectors of 512 bytes, short streams in the mini stream, siblings as a chain.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096
STORAGE, STREAM, ROOT = 1, 2, 5

UNICODE, BINARY, INTEGER, TIME = 0x001F, 0x0102, 0x0003, 0x0040
READABLE_WRITABLE = 6

Folder = dict[str, "bytes | Folder"]


@dataclass
class Entry:
    """A directory entry, still without the numbers of its relatives."""

    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    sibling: int = FREE
    start: int = END


def msg(
    properties: Mapping[tuple[int, int], str | bytes | int],
    attachments: tuple[Mapping[tuple[int, int], str | bytes | int], ...] = (),
) -> bytes:
    """A message with properties by id and type, and attachments with theirs."""
    folder = _storage(properties, struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)))
    folder["__nameid_version1.0"] = {"__substg1.0_00020102": b""}
    for number, attachment in enumerate(attachments):
        folder[f"__attach_version1.0_#{number:08X}"] = _storage(attachment, b"\0" * 8)
    return compound_file(folder)


def _storage(properties: Mapping[tuple[int, int], str | bytes | int], header: bytes) -> Folder:
    folder: Folder = {}
    entries = b""
    for (number, kind), value in sorted(properties.items()):
        if isinstance(value, int):
            entries += struct.pack("<HHIQ", kind, number, READABLE_WRITABLE, value)
            continue
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        folder[f"__substg1.0_{number:04X}{kind:04X}"] = data
        size = len(data) + (2 if kind == UNICODE else 0)
        entries += struct.pack("<HHIII", kind, number, READABLE_WRITABLE, size, 0)
    folder["__properties_version1.0"] = header + entries
    return folder


def compound_file(folder: Folder) -> bytes:
    """A compound file with the folders and streams of a nested mapping."""
    entries = [Entry("Root Entry", ROOT)]
    _add(entries, 0, folder)
    mini, mini_fat = b"", []
    sectors: list[bytes] = []
    fat: list[int] = []
    for entry in entries:
        if entry.kind != STREAM or not entry.data:
            continue
        if len(entry.data) < CUTOFF:
            count = -(-len(entry.data) // MINI)
            entry.start = len(mini_fat)
            mini_fat += [*range(entry.start + 1, entry.start + count), END]
            mini += entry.data.ljust(count * MINI, b"\0")
        else:
            entry.start = _store(sectors, fat, entry.data)
    entries[0].data = mini
    entries[0].start = _store(sectors, fat, mini)
    mini_start = _store(sectors, fat, _numbers(mini_fat))
    mini_count = -(-len(mini_fat) * 4 // SECTOR)
    directory = _store(sectors, fat, b"".join(_packed(entry) for entry in entries))
    count = 1
    while len(fat) + count > count * (SECTOR // 4):
        count += 1
    first = len(fat)
    fat += [FAT] * count
    sectors += [_numbers(fat)[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\xff") for at in range(count)]
    places = [first + at for at in range(count)]
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, count, directory, 0, CUTOFF, mini_start, mini_count, END, 0, places[0],
    )  # fmt: skip
    table = _numbers([*places[1:], *[FREE] * (109 - count)])
    return (head + table)[:SECTOR] + b"".join(sectors)


def _add(entries: list[Entry], parent: int, folder: Folder) -> None:
    # Siblings stand in the order of their length and then of their capitals.
    for name in sorted(folder, key=lambda name: (len(name), name.upper())):
        value = folder[name]
        number = len(entries)
        entries[parent].children.append(number)
        if isinstance(value, bytes):
            entries.append(Entry(name, STREAM, value))
        else:
            entries.append(Entry(name, STORAGE))
            _add(entries, number, value)
    children = entries[parent].children
    for number, following in pairwise(children):
        entries[number].sibling = following


def _store(sectors: list[bytes], fat: list[int], data: bytes) -> int:
    """Put data in sectors of its own, chained; the number of the first."""
    if not data:
        return END
    start, count = len(fat), -(-len(data) // SECTOR)
    sectors += [data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count)]
    fat += [*range(start + 1, start + count), END]
    return start


def _packed(entry: Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name, len(name) + 2, entry.kind, 1, FREE, entry.sibling,
        entry.children[0] if entry.children else FREE, 0, entry.start, len(entry.data),
    )  # fmt: skip


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
