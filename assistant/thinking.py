"""Some models begin with a part between ``<think>`` marks; it is no part of the answer."""

_OPEN, _CLOSE = "<think>", "</think>"


class ThinkingFilter:
    """Passes a stream on without what stands between the marks at its beginning."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._begun = False

    def feed(self, text: str) -> str:
        """What may be shown now that this piece has come in."""
        if self._begun:
            return text
        self._held += text
        if not self._thinking:
            start = self._held.lstrip()
            if start.startswith(_OPEN):
                self._thinking = True
            elif not _OPEN.startswith(start):
                self._begun = True
                return start
        if self._thinking:
            _, mark, answer = self._held.partition(_CLOSE)
            self._held = answer if mark else self._held[-len(_CLOSE) :]
            if mark:
                self._thinking = False
                return self.feed("")
        return ""

    def rest(self) -> str:
        """What was held back at the end of the stream because it could have been the beginning of a mark."""
        return "" if self._thinking or self._begun else self._held.strip()
