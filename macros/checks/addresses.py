"""Rules about permanent addresses: what ever shipped answers, or leads on (invariant 8)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from macros.address.ledger import LEDGER, Ledger
from macros.address.lost import Guess, Guesses
from macros.address.moves import Moves, named
from macros.address.patterns import is_file
from macros.checks.subject import Subject
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.public.api import LISTS

#: How many lost addresses get a guess: each costs a look at all that answer.
_GUESSED = 100


def refused_macro(subject: Subject) -> Iterator[Problem]:
    """Ensure every macro a page calls has something to show for the ids it is given."""
    for call, reason in subject.addresses().refused:
        fix = f"remove {call.name} from the page, or give the entity what it shows."
        yield Problem(call.place, "refused-macro", reason, fix)


def repeated_id(subject: Subject) -> Iterator[Problem]:
    """Ensure an id stands once on a page, so that a link to it leads to one place."""
    for call, id in subject.addresses().repeated:
        message = f'{call.name} shows something with the id "{id}", which this page has already.'
        fix = "give the heading on the page another id, or take one of the two away."
        yield Problem(call.place, "repeated-id", message, fix)


def ledger_edited(subject: Subject) -> Iterator[Problem]:
    """Ensure the ledger is as `handbook ledger` wrote it: no line is gone, changed or added."""
    ledger = subject.ledger
    if not ledger.whole:
        yield Problem(
            Position(LEDGER, ledger.seal_line),
            "ledger-edited",
            f"the seal does not fit the entries: {_difference(ledger)}.",
            f"restore the file with git (`git checkout HEAD -- {LEDGER}`; after a merge, take "
            "the one of the main branch): publishing alone writes it.",
        )


def _difference(ledger: Ledger) -> str:
    if ledger.no_address:
        line, text = ledger.no_address[0]
        return f'line {line}, "{text[:60]}", is no address'
    if not ledger.seal:
        return "there is no seal"
    lost = ledger.sealed - len(ledger.entries)
    if lost > 0:
        return f"{_counted(lost, 'line')} of {ledger.sealed} gone"
    return f"{_counted(-lost, 'line')} too many" if lost else "as many lines, and other ones"


def former_id_taken(subject: Subject) -> Iterator[Problem]:
    """Ensure a former id is nobody's id now, and was that of one record alone."""
    everyone = list(named(subject.handbook))
    living = {(one.kind, one.id, one.role) for one in everyone}
    claims = defaultdict(set)
    for one in everyone:
        for old in one.former_ids:
            claims[one.kind, old, one.role].add(one.id)
    for one in everyone:
        for index, old in enumerate(one.former_ids):
            kind = one.kind.replace("_", " ")
            key = (one.kind, old, one.role)
            place = subject.handbook.place(*one.at, "former_ids", index)
            if key in living:
                message = f'"{old}", a former id of "{one.id}", is the id of a {kind} now.'
                fix = "give the newer one another id, or take it out of former_ids."
                yield Problem(place, "former-id-taken", message, fix)
            elif len(claims[key]) > 1:
                message = f'"{old}" is a former id of two: {listed(claims[key])}.'
                yield Problem(place, "former-id-taken", message, "leave it with one of them.")


def redirect_target(subject: Subject) -> Iterator[Problem]:
    """Ensure a redirect leads from an address that shipped to one that answers.

    So it never stands where the build or its engine puts something of its own.
    """
    book, addresses = subject.handbook, subject.addresses()
    moves = Moves.of(book, addresses.answers, LISTS)
    seen: set[str] = set()
    for index, redirect in enumerate(book.redirects):
        old, target = redirect.from_, moves.target(redirect.from_)
        key, (message, fix) = "from", ("", "")
        if old in seen:
            message, fix = f'"{old}" is redirected twice.', "keep one of the two."
        elif addresses.answers(old):
            message = f'"{old}" answers, and the redirect would never be followed.'
            fix = "remove the redirect."
        elif target is None:
            key, fix = "to", "write an address that answers."
            message = _leads_nowhere(moves.by_hand, old, addresses.all())
        elif is_file(old) and target not in addresses.files:
            message = f'"{old}" is a file, and "{redirect.to}" is none.'
            fix = "let it lead to a file: a program cannot read a page."
        elif subject.ledger.denies(old):
            message = f'"{old}" was never published, so nobody has a link to it.'
            fix = f"write an address that {LEDGER} lists, or remove the redirect."
        if message:
            place = book.place("single", "redirects", "redirects", index, key)
            written = subject.within(place, old if key == "from" else redirect.to)
            yield Problem(written, "redirect-target", message, fix)
        seen.add(old)


def _leads_nowhere(by_hand: Mapping[str, str], old: str, living: Iterable[str]) -> str:
    chain = [old]
    while chain[-1] in by_hand and chain.count(chain[-1]) == 1:
        chain.append(by_hand[chain[-1]])
    if chain.count(chain[-1]) > 1:
        return f"the redirect runs in a circle: {' -> '.join(chain)}."
    return f'"{chain[-1]}" does not answer.{did_you_mean(chain[-1], living)}'


def lost_address(subject: Subject) -> Iterator[Problem]:
    """Ensure every address that ever shipped answers, or leads to one that does."""
    book, published, addresses = subject.handbook, subject.ledger.entries, subject.addresses()
    moves = Moves.of(book, addresses.answers, LISTS)
    lost = [address for address in published if moves.target(address) is None]
    guesses = Guesses.of(book, addresses.all(), published, LISTS) if lost else None
    pages = {address for address in lost if address.endswith("/")}
    anchors = Counter(address.partition("#")[0] for address in lost if "#" in address)
    told = 0
    for address in lost:
        if address.partition("#")[0] in pages and address not in pages:
            continue  # the page is told, with the number of its anchors
        told += 1
        gone = anchors[address] if address in pages else 0
        message = f'"{address}" shipped, and does not answer any more'
        message += f", with its {_counted(gone, 'anchor')}." if gone else "."
        said, fix = _guessed(guesses.of_lost(address) if guesses and told <= _GUESSED else None)
        place = Position(LEDGER, published[address])
        yield Problem(place, "lost-address", f"{message}{said}", fix)


def _guessed(guess: Guess | None) -> tuple[str, str]:
    """What to say of a lost address after its name, and how to fix it."""
    if not guess:
        return "", "restore what stood there, or redirect the address in data/redirects.yaml."
    fix = f"redirect it in data/redirects.yaml, perhaps to {guess.address}; or restore it."
    if not guess.kind:
        return f' Nearest to it is "{guess.address}".', fix
    record = f'the {guess.kind.replace("_", " ")} "{guess.new}"'
    added = f"add `former_ids: [{guess.old}]` to {record} if it was renamed"
    return f' Nearest to it is "{guess.address}", of {record}.', f"{added}; or {fix}"


def _counted(number: int, noun: str) -> str:
    """A number with its noun: `1 line`, `2 addresses`."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{ending}"
