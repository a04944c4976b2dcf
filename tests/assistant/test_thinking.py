import pytest

from assistant.thinking import ThinkingFilter


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("De raad beslist.", "De raad beslist."),
        ("\n\n De raad beslist.", "De raad beslist."),
        ("<think>Wat is de vraag?</think>\n\nDe raad beslist.", "De raad beslist."),
        ("\n<think>\n</think>De raad.", "De raad."),
        ("<think>a</think><think>b</think>De raad.", "De raad."),
        ("<think>nooit klaar", ""),
        ("<thi", "<thi"),
        ("<b>vet</b>", "<b>vet</b>"),
        ("De raad <think>x</think> beslist.", "De raad <think>x</think> beslist."),
        ("", ""),
        ("  \n", ""),
    ],
)
def test_thinking_at_the_beginning_is_left_out_however_the_stream_is_cut(text: str, shown: str) -> None:
    for size in (1, 2, 3, 7, 100):
        passing = ThinkingFilter()
        pieces = [passing.feed(text[start : start + size]) for start in range(0, len(text), size)]
        assert "".join([*pieces, passing.rest()]) == shown, size
