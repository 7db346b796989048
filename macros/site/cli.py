"""The command line: the only place that exits."""

import argparse
import atexit
import gc
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from macros.address.ledger import LEDGER, ledger_text, missing_since, read_ledger
from macros.checks.promise import lost_promises
from macros.checks.run import check_repository, read_config, sound_handbook
from macros.core.credit import NAME
from macros.core.day import today
from macros.core.excerpt import visible
from macros.core.handbook import Handbook, UnknownIdError, assemble
from macros.core.load import load
from macros.core.pages import read_pages
from macros.core.problems import HandbookError, Position, Problem, listed
from macros.core.promise import PROMISE
from macros.core.recall import Recall
from macros.core.repository import repository_of
from macros.files.compress import compress
from macros.files.hosts import write_for_hosts
from macros.files.job_descriptions import written
from macros.files.offline import offline
from macros.files.terms import link_site
from macros.files.theme import drop_theme_search
from macros.files.write import content, write_exports
from macros.posting.draft import Fault, pairs_of, read_draft
from macros.posting.recipe import build_recipe
from macros.posting.write import FORMATS
from macros.public.promise import public_lines
from macros.render.addresses import addresses_of
from macros.site.cache import recalling
from macros.site.code import restart_when_changed
from macros.site.current import current_edition
from macros.site.fields import HelpWithFields
from macros.site.kit import kit_text, kit_verb
from macros.site.lint import add_options, answer_of
from macros.site.root import root_of
from macros.site.scaffold import KINDS, scaffold
from macros.site.schema import write_schemas
from macros.site.terminal import show
from macros.tell.changelog import FILE as CHANGELOG
from macros.tell.changelog import write_changelog
from macros.tell.due import figures_due, reviews_due, sources_due

#: Exit codes: a fault of the program itself (EX_SOFTWARE of sysexits.h), and ctrl-C (128 + 2).
_OUR_FAULT, _INTERRUPTED = 70, 130
#: How many objects are made before some are looked at for garbage: reading the data makes half a
#: million that stay, and looking at them again and again took a sixth of the time.
YOUNG = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit code: 0 when all is well, 1 when something is to fix.

    It is 70 after a fault of our own, and 130 after ctrl-C.
    """
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # on the way out, nothing is looked at again
    _print_whatever_the_words()
    options = _parser().parse_args(arguments)
    root = Path()
    try:
        root = root_of(options.root, anywhere=options.verb == "lint")
        code: int = options.run(root, options)
        sys.stdout.flush()
    except HandbookError as error:
        show(error.problems, root, sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever reads has read enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"handbook: {visible(str(error))}", file=sys.stderr)
        return 1
    except Exception as error:
        return _unforeseen(error, options.verb)
    return code


def _unforeseen(error: Exception, verb: str) -> int:
    """Say in a sentence what to report of a fault of ours; the traceback only when asked for."""
    if os.environ.get("HANDBOOK_DEBUG"):
        traceback.print_exception(error)
    where = visible(" ".join(["", *getattr(error, "__notes__", ())]))
    print(
        f"handbook {verb}: this is our fault: {type(error).__name__}{where}. Please report it with"
        f" this line (version {version('backend-hiring-handbook')}, Python"
        f" {platform.python_version()}); HANDBOOK_DEBUG=1 shows more.",
        file=sys.stderr,
    )
    return _OUR_FAULT


def _print_whatever_the_words() -> None:
    """Escape the letters that the terminal's encoding lacks, instead of failing at them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handbook", description=NAME)
    parser.add_argument("--root", help="the folder that holds data/ and docs/; else found")
    verbs = parser.add_subparsers(required=True, dest="verb", metavar="VERB")
    check = verbs.add_parser("check", help="judge data and pages without building")
    check.add_argument("--format", choices=("text", "github", "json"), default="text")
    check.add_argument("--watch", action="store_true", help="stay, and check after every edit")
    check.set_defaults(run=_check)
    due = verbs.add_parser("due", help="list figures, sources and pages by the day of review")
    due.add_argument("--within", type=int, metavar="DAYS", help="only what is due in so many days")
    due.add_argument("--format", choices=("text", "github", "json"), default="text")
    due.set_defaults(run=_due)
    new = verbs.add_parser("new", help="scaffold an entity, its pages and its navigation")
    new.add_argument("kind", choices=KINDS)
    new.add_argument("id", help="lower-case words joined by hyphens")
    new.add_argument("--under", default="", help="skill, category or topic the entity belongs to")
    new.set_defaults(run=_new)
    kit_verb(verbs.add_parser("kit", help="print questions for a slot")).set_defaults(run=_kit)
    _jd_verb(verbs.add_parser("jd", help="print a role's job description", add_help=False))
    lint = verbs.add_parser("lint", help="check job postings by the handbook's rules")
    add_options(lint)
    lint.set_defaults(run=_lint)
    _writing_verbs(verbs)
    return parser


def _jd_verb(description: argparse.ArgumentParser) -> None:
    description.add_argument("-h", "--help", action=HelpWithFields, load=_here)
    description.add_argument("role")
    description.add_argument("--format", choices=FORMATS, default="md")
    description.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="fill in a field, as in the composer's address; may be repeated",
    )
    description.add_argument(
        "--example", action="store_true", help="fill in the posting of a made-up company first"
    )
    description.add_argument("--output", metavar="FILE", help="write to a file, not to the screen")
    description.set_defaults(run=_jd)


def _writing_verbs(verbs: Any) -> None:
    """The verbs that write what is made from the data, into a site or into the repository."""
    export = verbs.add_parser("export", help="write API, downloads and headers into a built site")
    export.add_argument("site", help="the folder of the built site")
    export.set_defaults(run=_export)
    packed = verbs.add_parser("compress", help="put compressed twins beside a built site's texts")
    packed.add_argument("site", help="the folder of the built site")
    packed.set_defaults(run=_compress)
    zip = verbs.add_parser("offline", help="make a zip file of a built site that needs no server")
    zip.add_argument("site", help="the folder of the built site")
    zip.add_argument("zip", help="the file to write")
    zip.set_defaults(run=_offline)
    changes = verbs.add_parser("changelog", help="write CHANGELOG.md from data/changes.yaml")
    changes.set_defaults(run=_changelog)
    schema = verbs.add_parser("schema", help="write the JSON Schemas that editors use")
    schema.set_defaults(run=_schema)
    promise = verbs.add_parser("promise", help="promise new fields of the API; none is removed")
    promise.set_defaults(run=_promise)
    ledger = verbs.add_parser("ledger", help="add what ships to the ledger; none is removed")
    ledger.add_argument("--since", metavar="FILE", help="only compare with an older ledger")
    ledger.add_argument("--begin", action="store_true", help="begin one where there is none")
    ledger.set_defaults(run=_ledger)


def _check(root: Path, options: argparse.Namespace) -> int:
    with recalling(root) as recall:
        if not options.watch:
            return _checked(root, options, recall)
        from macros.site.reload import rounds

        for number, _ in enumerate(rounds(root)):
            print(restart_when_changed(root), end="\n" if number else "")
            _checked(root, options, recall)
            sys.stdout.flush()
    return _INTERRUPTED


def _checked(root: Path, options: argparse.Namespace, recall: Recall | None) -> int:
    _, problems = check_repository(root, today=today(), recall=recall)
    if options.format == "text":
        show(problems, root, sys.stdout)
    for problem in problems if options.format != "text" else ():
        print(problem.github() if options.format == "github" else problem.json())
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _here() -> Handbook:
    """The Handbook around this folder, whatever the rules say about it."""
    return assemble(load(root_of(None)))


def _sound(root: Path, day: date) -> Handbook:
    """The Handbook on a day; raises HandbookError when anything is wrong."""
    with recalling(root) as recall:
        return sound_handbook(root, today=day, recall=recall)[0]


def _due(root: Path, options: argparse.Namespace) -> int:
    """Print what is due; nothing of it stops anything, so the exit code is 0."""
    day = today()
    handbook = _sound(root, day)
    pages = read_pages(root)[0].values()
    figures = [*figures_due(handbook, pages), *sources_due(handbook)]
    for due in sorted([*figures, *reviews_due(pages)]):
        if options.within is None or (due.day - day).days <= options.within:
            print(due.shown(options.format, day))
    return 0


def _new(root: Path, options: argparse.Namespace) -> int:
    for path in scaffold(root, options.kind, options.id, under=options.under):
        print(path)
    return 0


def _export(root: Path, options: argparse.Namespace) -> int:
    read_config(root)  # refuses what MkDocs would fail on
    config = yaml_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    edition = current_edition(
        root,
        site_url=os.environ.get("SITE_URL"),
        today=today(),
        name=config.get("site_name"),
        repository=repository_of(config),
    )
    count = write_exports(edition, Path(options.site))
    link_site(Path(options.site), edition.handbook)
    drop_theme_search(Path(options.site))
    write_for_hosts(Path(options.site), edition.site_url)
    print(f"{count} files")
    return 0


def _compress(_root: Path, options: argparse.Namespace) -> int:
    print(f"{compress(_built(options.site))} files")
    return 0


def _offline(_root: Path, options: argparse.Namespace) -> int:
    _write(Path(options.zip), offline(_built(options.site)))
    return 0


def _built(name: str) -> Path:
    """The folder of a built site; raises HandbookError where there is none."""
    site = Path(name)
    if not (site / "index.html").is_file():
        message, fix = "no built site lies here.", "build one with make build, or name its folder."
        raise HandbookError([Problem(Position(name), "missing-file", message, fix)])
    return site


def _jd(root: Path, options: argparse.Namespace) -> int:
    handbook = _sound(root, today())
    try:
        recipe = build_recipe(handbook, options.role)
    except UnknownIdError as error:
        fix = f"use one of: {listed(handbook.roles)}."
        problem = Problem(Position("handbook jd"), "unknown-role", str(error.args[0]), fix)
        raise HandbookError([problem]) from None
    pairs = [(key, value) for key, _, value in (pair.partition("=") for pair in options.set)]
    if options.example:  # what --set says takes the place of the example's own value
        given, example = {key for key, _ in pairs}, handbook.roles[recipe.role].posting.example
        pairs += [(key, value) for key, value in pairs_of(example) if key not in given]
    draft, faults = read_draft(recipe, pairs, today=today())
    if faults:
        raise HandbookError(_fault(fault) for fault in faults)
    content = written(recipe, draft, options.format)
    if options.output:
        _write(Path(options.output), content)
    else:
        sys.stdout.buffer.write(content)
    return 0


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        message, fix = "this is no plain file.", "name a file, or one that is not there yet."
        raise HandbookError([Problem(Position(str(path)), "unreadable-file", message, fix)])
    path.write_bytes(content)


def _fault(fault: Fault) -> Problem:
    place = Position(f"handbook jd --set {fault.key}")
    return Problem(place, "bad-choice", fault.message, fault.fix)


def _lint(root: Path, options: argparse.Namespace) -> int:
    answer = answer_of(root, options, today())
    for line in answer.errors:
        print(line, file=sys.stderr)
    if answer.out:
        print(answer.out)
    return answer.code


def _kit(root: Path, options: argparse.Namespace) -> int:
    """Exit code 2 when there is nothing that a kit could be made of."""
    text, code = kit_text(_sound(root, today()), options, today())
    print(text, file=sys.stderr if code else sys.stdout)
    return code


def _changelog(root: Path, _options: argparse.Namespace) -> int:
    handbook = _sound(root, today())
    changed = write_changelog(root, handbook)
    if changed:
        print(CHANGELOG)
    return 1 if changed else 0


def _schema(root: Path, _options: argparse.Namespace) -> int:
    changed = write_schemas(root, assemble(load(root)))
    for path in changed:
        print(path)
    return 1 if changed else 0


def _promise(root: Path, _options: argparse.Namespace) -> int:
    """Add what is public to what is promised, unless something promised is gone.

    A field with a new name would else be promised twice, under the old one and the new.
    """
    loaded = load(root)
    book = assemble(loaded)
    today = public_lines(book.promise)
    if problems := [*loaded.problems, *lost_promises(book.promise, today)]:
        raise HandbookError(problems)
    added = [f"{book.api_version()} {line}" for line in sorted(today - set(book.promise))]
    file = root / PROMISE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(f"{line}\n" for line in added)
    for line in added:
        print(line)
    return 1 if added else 0


def _ledger(root: Path, options: argparse.Namespace) -> int:
    """Add what is new and seal it; a ledger that lost something is refused as it is."""
    path = root / LEDGER
    if options.since:
        return _compare(path, options.since)
    if options.begin and not path.exists():
        path.write_text(ledger_text(()), encoding="utf-8")
    edition = current_edition(root, site_url="", today=today())
    before = edition.published
    answers = addresses_of(edition, (export.path for export in content(edition))).all()
    added = sorted(set(answers) - before)
    if added:
        path.write_text(ledger_text((*before, *added)), encoding="utf-8")
    for address in added:
        print(address)
    print(f"{len(added)} added, {len(before) + len(added)} in all")
    return 0


def _compare(path: Path, since: str) -> int:
    """Raise HandbookError when the ledger lacks an address that an older one lists."""
    older, newer = read_ledger(Path(since).resolve(), name=since), read_ledger(path, name=LEDGER)
    if lost := list(missing_since(older, newer, name=since)):
        raise HandbookError(lost)
    return 0
