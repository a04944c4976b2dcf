"""Typer in Dutch: help pages and usage errors. Typer itself only speaks English."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_DEFAULT = re.compile(r"\[default: ")
_NO_BRACES = str.maketrans("", "", "{}")
HELP_OPTION = "Toon deze uitleg en stop."


class _DutchHelp:
    """The parts of a help page that Typer writes in English."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = HELP_OPTION
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        pieces = pieces.translate(_NO_BRACES)
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.param_type_name == "argument":
                records["argument"].append((param.metavar or param.name, param.help or ""))
            elif (record := param.get_help_record(ctx)) is not None:
                records["option"].append((record[0], _DEFAULT.sub("[standaard: ", record[1])))
        for title, rows in (("Argumenten", records["argument"]), ("Opties", records["option"])):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
        if isinstance(self, TyperGroup):
            rows = [
                (name, command.get_short_help_str(90))
                for name in self.list_commands(ctx)
                if (command := self.get_command(ctx, name)) is not None
            ]
            with formatter.section("Opdrachten"):
                formatter.write_dl(rows)


class DutchCommand(_DutchHelp, TyperCommand):
    """A command with a Dutch help page."""


class DutchGroup(_DutchHelp, TyperGroup):
    """A group of commands with a Dutch help page, in the order they were made."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands in the order they were made."""
        return list(self.commands)


def usage_help(error: Any) -> str | None:
    """The help page, where a group of commands was called without one."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.ctx.get_help())
    return None


def describe_usage_error(error: Any) -> str:
    """The Dutch line for one of Typer's usage errors: what is wrong and where the help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "denktank"
    return f"{_what(error)} Bekijk de uitleg met: {path} --help"


def _what(error: Any) -> str:
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = _name(param)
    if kind == "MissingParameter":
        return f"Er ontbreekt iets: {name}."
    if kind == "NoSuchOption":
        return f"De optie {error.option_name} bestaat niet."
    if kind == "BadOptionUsage":
        return f"De optie {error.option_name} is niet goed gebruikt."
    if kind == "BadParameter":
        return f"De waarde voor {name} kan niet."
    if context_command := _unknown_command(error):
        return f"De opdracht '{context_command}' bestaat niet."
    return "Deze opdracht is niet goed opgebouwd."


def _name(param: Any) -> str:
    if param is None:
        return "een waarde"
    if param.param_type_name == "option":
        return str(param.opts[0])
    return str(param.metavar or param.name.upper())


def _unknown_command(error: Any) -> str | None:
    message = str(getattr(error, "message", ""))
    if message.startswith("No such command"):
        return message.split("'")[1] if "'" in message else ""
    return None
