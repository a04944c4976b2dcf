"""PDF files that a reader should survive, written byte by byte (PDF 1.7, ISO 32000-1)."""

import hashlib
import zlib
from collections.abc import Sequence

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_PERMISSIONS = -4
_ID = bytes(range(16))
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"", compress: bool = True) -> bytes:
    """A stream object, compressed unless it already is."""
    if compress:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def words(text: str, size: int = 12) -> bytes:
    """A content stream that writes one line."""
    return b"BT /F1 %d Tf 72 700 Td (%s) Tj ET" % (size, text.encode("latin-1"))


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at = len(parts[0])
    places = []
    for number, body in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(b"%010d 00000 n \n" % at)
        parts.append(written)
        at += len(written)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(places))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at))
    return b"".join(parts)


def one_page(
    content: bytes, resources: bytes = b"", more: Sequence[bytes] = (), font: bytes = _FONT
) -> bytes:
    """A file with one page; ``content`` is a stream object, ``more`` are objects from number 6 on."""
    return assembled(_objects(content, resources, more, font))


def _objects(content: bytes, resources: bytes, more: Sequence[bytes], font: bytes = _FONT) -> list[bytes]:
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
    )
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return [catalogue, pages, page % resources, content, font, *more]


def locked_pdf(text: str, user: str, owner: str = "eigenaar") -> bytes:
    """Encrypted with RC4 of 128 bits (§ 7.6, revision 3); an empty ``user`` password opens for all."""
    user_key, owner_key = _padded(user), _padded(owner)
    secret = _hashed(owner_key, 51)[:16]
    for_owner = user_key
    for turn in range(20):
        for_owner = _rc4(bytes(byte ^ turn for byte in secret), for_owner)
    permissions = (_PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little")
    key = _hashed(user_key + for_owner + permissions + _ID, 51)[:16]
    for_user = hashlib.md5(_PADDING + _ID).digest()
    for turn in range(20):
        for_user = _rc4(bytes(byte ^ turn for byte in key), for_user)
    content_key = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()
    content = stream(_rc4(content_key, words(text)), compress=False)
    encryption = b"<</Filter/Standard/V 2/R 3/Length 128/P %d/O<%s>/U<%s>>>" % (
        _PERMISSIONS,
        for_owner.hex().encode(),
        (for_user + bytes(16)).hex().encode(),
    )
    objects = _objects(content, b"", [encryption])
    identity = _ID.hex().encode()
    return assembled(objects, b"/Encrypt 6 0 R/ID[<%s><%s>]" % (identity, identity))


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _hashed(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = hashlib.md5(data).digest()
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) % 256
        state[index], state[at] = state[at], state[index]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)


def stream_bomb(megabytes: int) -> bytes:
    """Content that unpacks from kilobytes to this size: packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    twice = zlib.compress(once, 9)
    return one_page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]", compress=False))


def crowded_page(count: int, path: bool = False) -> bytes:
    """One page with so many text objects, or lines."""
    if path:
        drawn = b"".join(b"%d %d m %d 800 l S\n" % (n % 500, n % 800, n % 590) for n in range(count))
        return one_page(stream(words("Een zin over de regio.") + b"\n" + drawn))
    drawn = b"".join(
        b"1 0 0 1 %.1f %.1f Tm (%c) Tj\n" % (n % 1000 * 0.5, 800 - n // 1000 * 0.7, 97 + n % 26)
        for n in range(count)
    )
    return one_page(stream(b"BT /F1 0.5 Tf\n" + drawn + b"ET"))


def many_objects(count: int) -> bytes:
    """One readable page, and so many objects that nothing refers to."""
    return one_page(stream(words("Een zin over de regio.")), more=[b"0"] * count)


def forms_within_forms(depth: int) -> bytes:
    """Each form draws the next one twice, so the innermost is drawn 2 ** depth times."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % (7 + level),
        )
        for level in range(depth)
    ]
    last = stream(
        words("diep"), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>"
    )
    content = stream(words("Een zin over de regio.") + b" /X Do")
    return one_page(content, b"/XObject<</X 6 0 R>>", [*forms, last])


def form_in_itself() -> bytes:
    """A form that draws itself."""
    form = stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    )
    content = stream(words("Een zin over de regio.") + b" /X Do")
    return one_page(content, b"/XObject<</X 6 0 R>>", [form])


def with_font_program(program: bytes) -> bytes:
    """A page whose font brings this program."""
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Stuk/FirstChar 32/LastChar 126/Widths[%s]"
        b"/FontDescriptor 6 0 R/Encoding/WinAnsiEncoding>>" % (b"500 " * 95)
    )
    descriptor = (
        b"<</Type/FontDescriptor/FontName/Stuk/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 7 0 R>>"
    )
    return one_page(
        stream(words("Een zin over de regio.")),
        more=[descriptor, stream(program, b"/Length1 %d" % len(program))],
        font=font,
    )


def partly_scanned(text: str = "") -> bytes:
    """Two pages: one of text, and one that is an image, of this text or of nothing."""
    import pypdfium2

    width, height, pixels = 200, 300, bytes(200 * 300)
    if text:
        page = pypdfium2.PdfDocument(one_page(stream(words(text, 24))))[0]
        image = page.render(scale=2, grayscale=True).to_pil()
        (width, height), pixels = image.size, image.tobytes()
    picture = stream(
        pixels,
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        % (width, height),
    )
    objects = _objects(stream(words("Een hele zin over de regio.")), b"", [])
    objects[1] = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    second = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</XObject<</I 8 0 R>>>>>>"
    )
    return assembled([*objects, second, stream(b"595 0 0 842 0 0 cm /I Do"), picture])


PARTLY_SCANNED = partly_scanned()
