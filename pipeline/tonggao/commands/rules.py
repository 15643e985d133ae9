"""`tonggao rules`: check that rules load and their examples hold, or show one."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import click

from tonggao.errors import TableError
from tonggao.grammar.load import Rules, load_rules

FOLDER = click.option("--rules", type=click.Path(path_type=Path), help="Folder of rules over the built-in ones.")


@click.group("rules")
def command() -> None:
    """Check rules and lexicons, or show one."""


@command.command("check")
@FOLDER
@click.option("--all", "everything", is_flag=True, help="With --rules: run the built-in examples too.")
def check(rules: Path | None, everything: bool) -> None:
    """Load every rule and lexicon and run the examples of the rules, in both scripts.

    With --rules only the examples of that folder are run. Exit status 1 where one does not hold.
    """
    from tonggao.examples import all_rules, failures

    loaded = load_rules(rules)
    chosen = [r for r in all_rules(loaded) if everything or rules is None or Path(_file(r.where)).parent == rules]
    failed = 0
    for rule in chosen:
        for failure in failures(rule, loaded):
            failed += 1
            click.echo(failure)
    examples = sum(len(rule.examples) + len(rule.rejects) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {examples} examples, {failed} failures; {len(loaded.tables)} lexicons", err=True)
    if failed:
        sys.exit(1)


@command.command("show")
@click.argument("name")
@FOLDER
def show(name: str, rules: Path | None) -> None:
    """Show the rule or lexicon NAME: where it stands, its pattern, its examples."""
    click.echo(describe(name, load_rules(rules)))


def describe(name: str, loaded: Rules) -> str:
    """A rule or lexicon in words. Raises `TableError`, with near names, where there is none."""
    from difflib import get_close_matches

    from tonggao.examples import all_rules

    found = {rule.id: rule for rule in all_rules(loaded)}
    if name in found:
        rule = found[name]
        lines = [f"{rule.id} ({rule.kind})", f"  stands in  {rule.where}", f"  pattern    {_written(rule.where)}"]
        lines += [f"  value      {rule.value or '-'} {dict(rule.arguments) or ''}", f"  priority   {rule.priority}"]
        lines += [f"  example    {example['text']} → {_rest(example)}" for example in rule.examples]
        lines += [f"  rejects    {text}" for text in rule.rejects]
        return "\n".join([*lines, f"  source     {rule.source or '-'}"])
    if name in loaded.tables:
        table = loaded.tables[name]
        rows = ("\t".join(row[column] for column in table.columns) for row in table)
        return "\n".join(["\t".join(table.columns), *rows])
    near = get_close_matches(name, [*found, *loaded.tables], 3, 0.4)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise TableError(f"no rule or lexicon {name!r}{hint}")


def _rest(example: object) -> str:
    return ", ".join(f"{k} {v}" for k, v in dict(example).items() if k != "text")  # type: ignore[call-overload]


def _written(where: str) -> str:
    """The pattern as it stands in the file, macros unfilled, from `FILE: rule 3 [id]`."""
    path, _, row = where.partition(": rule ")
    rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))["rule"]
    return str(rows[int(row.split()[0]) - 1]["pattern"]).strip()


def _file(where: str) -> str:
    return where.partition(": ")[0]
