"""Play one evening of top-ups, with a repeat, an unknown card and a killed consumer."""

from broker import Broker
from cards import open_cards
from consumer import handle_next

EVENING = (
    {"id": "pay-501", "card": "3117", "cents": 500},
    {"id": "pay-502", "card": "3120", "cents": 1000},
    {"id": "pay-501", "card": "3117", "cents": 500},
    {"id": "pay-503", "card": "9999", "cents": 700},
    {"id": "pay-504", "card": "3131", "cents": 2000},
)


class KilledError(BaseException):
    """The process was killed."""


class Printer:
    """Stands in for the receipt service; the process is killed while it sends to one card."""

    def __init__(self, kill_at: str) -> None:
        self.kill_at = kill_at
        self.keys: set[str] = set()
        self.printed: list[str] = []

    def send(self, card: str, text: str, key: str | None = None) -> None:
        """Note a receipt, unless its key is known."""
        if card == self.kill_at:
            self.kill_at = ""
            raise KilledError
        if key is None or key not in self.keys:
            self.keys.add(key or "")
            self.printed.append(card)


def main() -> None:
    """Play the evening and compare payments, cards, movements and receipts."""
    broker, db, receipts = Broker(), open_cards(":memory:"), Printer(kill_at="3131")
    db.executemany("INSERT INTO card (number) VALUES (?)", [("3117",), ("3120",), ("3131",)])
    db.commit()
    for message in EVENING:
        broker.publish(message)
    for _ in range(2):
        try:
            while handle_next(broker, db, receipts):
                pass
        except KilledError:
            print("the consumer was killed and is started again")
            db.rollback()
            broker.connection_lost()
    paid = {message["id"]: (message["card"], message["cents"]) for message in EVENING}
    print("\ncard   paid   credit   movements   receipts")
    for card in ("3117", "3120", "3131", "9999"):
        owed = sum(cents for number, cents in paid.values() if number == card)
        row = db.execute("SELECT cents FROM card WHERE number = ?", (card,)).fetchone()
        credit = row[0] if row else "none"
        (moved,) = db.execute("SELECT count(*) FROM movement WHERE card = ?", (card,)).fetchone()
        print(f"{card}   {owed:4}   {credit:>6}   {moved:9}   {receipts.printed.count(card):8}")
    print(f"\nwaiting: {len(broker.waiting)}, rejected: {broker.rejected}")


if __name__ == "__main__":
    main()
