"""Write the synthetic company: `python -m data.demo FOLDER --journeys N --seed S --format csv`."""

import argparse
import sys
from pathlib import Path

from core.errors import JourneyOfficeError
from data.demo import Company, write_demo


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m data.demo", description="Write a synthetic company's exports.")
    parser.add_argument("folder", type=Path, help="where to write; made if need be")
    parser.add_argument("--journeys", type=int, default=Company.journeys, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=Company.seed, help="default: %(default)s")
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet", help="default: %(default)s")
    given = parser.parse_args(arguments)
    try:
        company = Company(seed=given.seed, journeys=given.journeys)
    except JourneyOfficeError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    files = write_demo(given.folder, company, format=given.format)
    print(f"Synthetic data of {company.journeys} journeys:", *vars(files).values(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
