"""What the cards of the page on retention ask, each worked out beside the page."""

from core.retention.cohorts import Cohorts
from core.retention.curves import Retention
from core.retention.drivers import Drivers
from core.retention.question import RetentionQuestion
from pages.parts import cached_retention
from pages.parts.cached_retention import Models
from pages.parts.fitting import Fit
from pages.parts.view import View


def beginning(view: View, question: RetentionQuestion) -> Fit[cached_retention.Standing]:
    """Return the question that the page begins with."""
    return Fit("retention", "Following the customers …", view, cached_retention.standing, (question,))


def staying(view: View, question: RetentionQuestion) -> Fit[Retention]:
    """Return the question of who stays, by group."""
    return Fit("retention_curves", "Following each group …", view, cached_retention.retention, (question,))


def by_month(view: View, question: RetentionQuestion) -> Fit[Cohorts]:
    """Return the question of who stays, by month."""
    return Fit("cohorts", "Following the cohorts …", view, cached_retention.cohorts, (question,))


def models(view: View, question: RetentionQuestion) -> Fit[Models]:
    """Return the question about an extra channel with all that fits models."""
    words = "Fitting the models, each on other customers than it is used on …"
    return Fit("retention_models", words, view, cached_retention.models, (question,), "models")


def leaving(view: View, question: RetentionQuestion) -> Fit[Drivers]:
    """Return the question of what goes with leaving, which is learned and tried on other customers."""
    words = "Learning what goes with leaving, tried on other customers than it is learned from …"
    return Fit("drivers_of_leaving", words, view, cached_retention.drivers, (question,), "models")
