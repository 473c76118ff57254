"""An answer in one sentence, with its point marked, for a page's head and for reports."""

from dataclasses import dataclass

from core.wording import one_line, plain


@dataclass(frozen=True)
class Finding:
    """One sentence in three parts; `point` is what a reader should take away. All parts are plain text."""

    lead: str = ""
    point: str = ""
    rest: str = ""

    def markdown(self) -> str:
        """Write it with the point in bold and everything else as it is.

        >>> Finding("Customers reach", "a person", "in 2 of 3 journeys.").markdown()
        'Customers reach **a person** in 2 of 3 journeys\\\\.'
        """
        parts = (plain(self.lead), f"**{plain(self.point)}**" if self.point else "", plain(self.rest))
        return " ".join(part for part in parts if part)

    def text(self) -> str:
        """Write it as plain text.

        >>> Finding(point="Two thirds", rest="end at once.").text()
        'Two thirds end at once.'
        """
        return one_line(" ".join(part for part in (self.lead, self.point, self.rest) if part))
