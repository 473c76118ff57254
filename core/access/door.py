"""The one door through which data is changed: every write checks the role first and is recorded as the person's."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import BinaryIO, Concatenate, ParamSpec, TypeVar

from core.access import members
from core.access.roles import Action, Person
from core.access.settings import AccessSettings
from core.datasets import Office
from core.datasets.office import Kind
from core.intake import change, uploads
from core.intake.batch import Imported, Target, import_files
from core.intake.dry_run import DryRun, dry_run
from core.intake.imports import UNWATCHED, Upload, Watch
from core.intake.pairs import import_identity_pairs
from core.intake.plan import Mapping, Privacy, ReadingPlan
from core.intake.rebuild import rebuild
from core.intake.receipt import Receipt
from core.intake.undo import undo_import
from core.intake.uploads import Spooled
from core.journeys.channels import Service
from core.workspace import Workspace, mappings, thresholds
from core.workspace.thresholds import SetThreshold
from data.demo.load import load_demo, load_second_system

Asked = ParamSpec("Asked")
Result = TypeVar("Result")
Method = Callable[Concatenate["Door", Asked], Result]
Keys = tuple[str, str, str, str]
# What each method of the door needs; filled below, where the methods stand.
NEEDS: dict[str, Action] = {}
_log = logging.getLogger(__name__)


def _needs(action: Action) -> Callable[[Method[Asked, Result]], Method[Asked, Result]]:
    """Check that the door's person may do an action before the method begins, and log who did it."""

    def checked(method: Method[Asked, Result]) -> Method[Asked, Result]:
        NEEDS[method.__name__] = action

        @wraps(method)
        def only_if_allowed(door: "Door", /, *args: Asked.args, **kwargs: Asked.kwargs) -> Result:
            door.person.require(action)
            _log.info("%r by %r", method.__name__, door.person.name)
            return method(door, *args, **kwargs)

        return only_if_allowed

    return checked


class Door:
    """What one person may change. It holds the person itself, so that it can be handed to a thread.

    >>> Door(None, None, Person("Ann", "viewer")).delete("office")
    Traceback (most recent call last):
    core.errors.AccessDeniedError: Ann is a viewer here; to delete data takes the role owner. Ask an owner.
    """

    def __init__(self, office: Office, workspace: Workspace, person: Person) -> None:
        self._office, self._workspace, self.person = office, workspace, person

    @_needs("import data")
    def create(self, name: str, kind: Kind = "ad-hoc", *, currency: str = "EUR") -> str:
        """Create an empty dataset and return its id."""
        return self._office.create(name, kind, currency=currency)

    @_needs("delete data")
    def delete(self, dataset_id: str) -> None:
        """Delete a dataset with its imports."""
        self._office.delete(dataset_id)

    @_needs("import data")
    def keep_upload(self, files: Sequence[tuple[str, BinaryIO]]) -> str:
        """Write uploaded files to disk until they are imported; returns their token."""
        return uploads.spool(self._office.settings.home, files)

    @_needs("import data")
    def discard_upload(self, token: str) -> None:
        """Remove uploaded files that are no longer needed."""
        uploads.discard(self._office.settings.home, token)

    @_needs("import data")
    def check_file(self, file: Spooled, plan: ReadingPlan, watch: Watch = UNWATCHED) -> DryRun:
        """Read a whole file as planned, without loading it."""
        return dry_run(self._office, self._upload(file), plan, watch)

    @_needs("import data")
    def import_files(
        self, target: Target, files: Sequence[tuple[Spooled, ReadingPlan]], watch: Watch = UNWATCHED
    ) -> Imported:
        """Import files one after the other; each is a transaction of its own."""
        return import_files(self._office, target, [(self._upload(file), plan) for file, plan in files], watch)

    @_needs("import data")
    def import_pairs(self, dataset_id: str, token: str) -> Receipt:
        """Import the identity pairs of an uploaded file, and let go of the upload."""
        home = self._office.settings.home
        try:
            return import_identity_pairs(self._office, dataset_id, self._upload(uploads.spooled(home, token)[0]))
        finally:
            uploads.discard(home, token)

    @_needs("import data")
    def undo_import(self, dataset_id: str, import_number: int) -> None:
        """Remove exactly what one import added."""
        undo_import(self._office, dataset_id, import_number)

    @_needs("import data")
    def rebuild(self, dataset_id: str, watch: Watch = UNWATCHED) -> None:
        """Make a dataset's file anew from the kept uploads."""
        rebuild(self._office, dataset_id, watch=watch)

    @_needs("write")
    def set_window(self, dataset_id: str, days: int) -> None:
        """Set the inactivity that ends a journey, in days."""
        change.set_window(self._office, dataset_id, days)

    @_needs("write")
    def set_channel_kinds(self, dataset_id: str, kinds: dict[str, Service | None]) -> None:
        """Say which channels are self-service or assisted."""
        change.set_channel_services(self._office, dataset_id, kinds)

    @_needs("write")
    def set_identity_cap(self, dataset_id: str, cap: int) -> None:
        """Set how many other keys a key may be linked to and still merge customers."""
        change.set_identity_cap(self._office, dataset_id, cap)

    @_needs("import data")
    def block_merge(self, dataset_id: str, keys: Keys, reason: str) -> None:
        """Keep two keys from being one customer, and say why."""
        change.block_merge(self._office, dataset_id, keys, reason, self.person.name)

    @_needs("import data")
    def unblock_merge(self, dataset_id: str, keys: Keys) -> None:
        """Let two keys be one customer again."""
        change.unblock_merge(self._office, dataset_id, keys)

    @_needs("import data")
    def load_demo(self, watch: Watch = UNWATCHED) -> Receipt:
        """Load the synthetic company."""
        return load_demo(self._office, watch=watch, actor=self.person.name)

    @_needs("import data")
    def load_second_system(self, watch: Watch = UNWATCHED) -> Receipt:
        """Add the synthetic company's chat tool."""
        return load_second_system(self._office, watch=watch, actor=self.person.name)

    @_needs("import data")
    def remember_mapping(self, mapping: Mapping, privacy: Privacy, shape_key: str) -> None:
        """Keep how files of one shape are read."""
        mappings.remember(self._workspace.by(self.person), mapping, privacy, shape_key)

    @_needs("import data")
    def forget_mapping(self, shape_key: str) -> None:
        """Forget how files of one shape are read."""
        mappings.forget(self._workspace.by(self.person), shape_key)

    @_needs("write")
    def set_threshold(self, indicator: str, limit: float, owner: str, *, seen_version: int) -> SetThreshold:
        """Set the limit and the owner of a data quality check."""
        author = self._workspace.by(self.person)
        return thresholds.set_threshold(author, indicator, limit, owner, seen_version=seen_version)

    @_needs("manage people")
    def put_member(self, email: str, role: str, name: str, *, seen_version: int) -> members.Member:
        """List somebody with a role, or change it."""
        settings = AccessSettings.from_environment()
        return members.put_member(self._workspace.by(self.person), email, role, name, seen_version, settings)

    @_needs("manage people")
    def remove_member(self, email: str, *, seen_version: int) -> None:
        """Take somebody off the list of members."""
        settings = AccessSettings.from_environment()
        members.remove_member(self._workspace.by(self.person), email, seen_version, settings)

    @_needs("manage people")
    def sign_out_everywhere(self, name: str) -> None:
        """End every sign-in of a person."""
        members.sign_out_everywhere(self._workspace.by(self.person), name, datetime.now(UTC))

    def _upload(self, file: Spooled) -> Upload:
        return Upload.of(file.path, file.file_name, self.person.name)
