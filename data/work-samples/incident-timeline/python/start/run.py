"""Print the story that timeline.json and cause.json tell."""

import json
from pathlib import Path

HERE = Path(__file__).parent


def text_of(line: str) -> str:
    """What a line of a log says, without its stamp."""
    name, number = line.split(":")
    found = (HERE / "logs" / name).read_text().splitlines()[int(number) - 1]
    return found.split("  ", 1)[1].strip()


def main() -> None:
    """Print the minutes around the beginning, then the cause."""
    for row in json.loads((HERE / "timeline.json").read_text()):
        if "17:50" <= row["time"][11:16] < "17:53":
            print(f"{row['time'][11:23]}  {row['line']:18}  {text_of(row['line'])}")
    story = json.loads((HERE / "cause.json").read_text())
    print(f"\nit began with {story['cause']}: {text_of(story['cause'])}")
    for line in story["chain"]:
        print(f"   {line:18}  {text_of(line)}")
    for line, why in story["ruled_out"].items():
        print(f"not {line} ({text_of(line)}): {why}")
    print(f"rides lost: {story['rides_lost']}")


if __name__ == "__main__":
    main()
