"""The command line: `tonggao COMMAND`, each command in a module of its own, loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from tonggao import __version__
from tonggao.errors import TonggaoError

COMMANDS = {
    "extract": "Turn articles into tables of facts, quantities, dates, places and names.",
    "add": "Copy an article into the corpus, with its metadata.",
    "explain": "Say which rule made what, what it beat, and where each slot of a fact came from.",
    "evaluate": "Score articles against gold: precision, recall, F1 per kind, and each miss.",
    "convert": "Convert files between Simplified and Traditional characters.",
    "rules": "Check rules and lexicons, or show one.",
}


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that each pays only for what it uses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, `None` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tonggao.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from their lines here: help costs no import."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tonggao")
def command() -> None:
    """Chinese press releases in, a dataset out: every number with what it counts, where, when, and its characters."""


def main() -> None:
    """Entry point of the console script: errors of our own are one line on stderr and exit status 1."""
    try:
        command()
    except TonggaoError as error:
        click.echo(f"tonggao: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
