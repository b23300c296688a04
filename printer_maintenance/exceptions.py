"""Typed errors of the product, so that callers and tests catch a type and never a sentence."""

from typing import ClassVar

from odoo.exceptions import UserError


class PrinterError(UserError):
    """Base of every refusal that this product explains to its user."""

    # the web client shows a sentence instead of a traceback only for classes that it knows
    context: ClassVar = {"exception_class": "odoo.exceptions.UserError"}


class TransitionError(PrinterError):
    """A record was asked to go to a state that cannot be reached from where it stands."""


class GuardedFieldError(PrinterError):
    """A value that only the server may set came in from outside (a form, RPC, an import)."""


class AppendOnlyError(PrinterError):
    """Somebody tried to change or delete a line of a history that only grows."""


class SignatureMissingError(PrinterError):
    """A request was to be closed as solved without the contact's signature (REQUIREMENTS V3)."""


class AlreadyConfirmedError(PrinterError):
    """A request was to be confirmed by telephone a second time (REQUIREMENTS S2)."""


class StockShortError(PrinterError):
    """A part was to be used of which too few are in stock."""


class AgreementFixedError(PrinterError):
    """Something of an agreement was to change that stays as it was agreed once the agreement runs."""


class OutOfScopeError(PrinterError):
    """No running agreement covers what was asked for (REQUIREMENTS A2)."""


class RegisterFileError(PrinterError):
    """A device register cannot be read at all: wrong type, protected, empty, too large."""


class RegisterRefusedError(PrinterError):
    """A device register may only be imported as a whole, and some of its rows are refused (REQUIREMENTS E8)."""


class KeyDeviceError(PrinterError):
    """A key device lacks its named person, its named device or its named duty (REQUIREMENTS E2)."""


class FailureOnRecordError(PrinterError):
    """A failure that stands on record was to be deleted, which would falsify MTBF and MTTR."""


class MeterReadingError(PrinterError):
    """A counter reading cannot be taken, confirmed or rejected as asked (REQUIREMENTS E7)."""


class NotAcceptedError(PrinterError):
    """A newly bought device was to enter service without a passed acceptance (REQUIREMENTS E3)."""


class AcceptanceIncompleteError(PrinterError):
    """An acceptance was to be finished with answers, a witness or the function test missing (REQUIREMENTS E3)."""


class TransferError(PrinterError):
    """A device cannot be moved this way: another customer, another open transfer, names missing (REQUIREMENTS E5)."""


class RetirementError(PrinterError):
    """A device cannot be retired or stored as asked (REQUIREMENTS E5)."""


class RetiredDeviceError(PrinterError):
    """A fault was to be reported on a device that is retired."""


class ApplicationError(PrinterError):
    """An application cannot be submitted, decided or carried out as it stands (REQUIREMENTS E5)."""


class AssetCountError(PrinterError):
    """An asset count cannot be started, counted or settled as it stands (REQUIREMENTS A5)."""


class CallError(PrinterError):
    """A telephone call cannot be put on record as it was told (REQUIREMENTS S10)."""


class ConsultationError(PrinterError):
    """A request was to be closed as answered by telephone that is no open consultation (REQUIREMENTS S4)."""


class PolicyInUseError(PrinterError):
    """A policy was to be deleted that agreements or requests go by."""


class NoServiceHoursError(PrinterError):
    """Service hours in which no promise could ever be due."""


class WaitingError(PrinterError):
    """A request cannot wait for what was said (REQUIREMENTS S8)."""


class FactCorrectionError(PrinterError):
    """A fact cannot be corrected as asked: it could not be true together with the others."""


class ExclusionError(PrinterError):
    """A promise cannot be left out of the figures, or this cannot be decided, as asked."""


class FaultCodeError(PrinterError):
    """A fault code does not fit where it was to stand: tree, kind, type of device (REQUIREMENTS K1)."""


class KindFormError(PrinterError):
    """Answers to a request's short form are missing or cannot be understood (REQUIREMENTS A3).

    ``fields`` names the fields that are wrong, for whoever draws the form again.
    """

    def __init__(self, message: str, fields: list[str]):
        super().__init__(message)
        self.fields = fields


class RosterError(PrinterError):
    """A roster, a shift or a year of holidays cannot be changed as asked (REQUIREMENTS S11)."""


class EmergencyError(PrinterError):
    """An emergency cannot be told, ticked or closed as asked (REQUIREMENTS S6)."""


class VisitBusyError(PrinterError):
    """Two people act on the same visit at the same moment."""


class VisitError(PrinterError):
    """A visit cannot take this step as it stands: no agreed time, not prepared, reason missing (REQUIREMENTS V1)."""


class VisitEngineerError(PrinterError):
    """Somebody was to be sent who does not belong to the request's team, or cannot come then (REQUIREMENTS S9)."""


class ArrivalCodeError(PrinterError):
    """The code that the contact or the label gave does not open this visit (REQUIREMENTS V1)."""


class SignatureError(PrinterError):
    """A signature cannot be taken: nothing drawn, other work than was shown, a drawing of another visit (V3)."""


class LockedFileError(PrinterError):
    """A signed document was to be altered or deleted (REQUIREMENTS V3)."""


class BoardOutdatedError(PrinterError):
    """The dispatch board showed something that somebody else has changed meanwhile; nothing was overwritten."""


class CustodyError(PrinterError):
    """A device cannot be taken to the workshop, moved there or given back as asked (REQUIREMENTS V4)."""


class PhotoError(PrinterError):
    """A photo cannot be added as it is, or not now."""


class LoanError(PrinterError):
    """A loaner cannot be lent, moved or taken back like this."""


class DayError(PrinterError):
    """The telephone sent something that does not fit the visit as it stands."""


class ChecklistInUseError(PrinterError):
    """Something of a checklist was to be altered that finished sheets bear (REQUIREMENTS I4)."""


class InspectionPlanError(PrinterError):
    """An inspection plan cannot give any rounds as it stands (REQUIREMENTS I1)."""


class InspectionError(PrinterError):
    """A round or a sheet cannot take this step as it stands (REQUIREMENTS I2, I4)."""


class FindingError(PrinterError):
    """A finding cannot be settled like this (REQUIREMENTS I5)."""


class TaggedOutError(PrinterError):
    """A device is tagged out and has not passed its retest (REQUIREMENTS I3)."""


class PartError(PrinterError):
    """A part cannot be used, corrected or taken back like this (REQUIREMENTS P2, P7)."""


class ApprovalMissingError(PrinterError):
    """A part needs the customer's approval, which is not there (REQUIREMENTS P3)."""


class DeviceNotRestoredError(PrinterError):
    """A refused repair was to be closed before the device is back as it was (REQUIREMENTS P3)."""


class QuoteIncompleteError(PrinterError):
    """A quotation of parts cannot go to the customer as it stands (REQUIREMENTS P1, P3)."""


class QuoteChangedError(PrinterError):
    """The customer answers a quotation that was changed meanwhile (REQUIREMENTS P3)."""


class PriceBlockedError(PrinterError):
    """Parts were to be offered above what they may cost, or without a market price on record (REQUIREMENTS P1)."""


class MarketPriceError(PrinterError):
    """A market price cannot be entered or altered like this (REQUIREMENTS P1)."""


class StockingError(PrinterError):
    """A row of the stocking plan cannot be agreed, changed or ended like this (REQUIREMENTS P6)."""


class PartCheckError(PrinterError):
    """A check of stock cannot be entered or decided like this (REQUIREMENTS P6)."""


class PartTransferError(PrinterError):
    """Parts cannot be moved to a van, a site or back as asked (REQUIREMENTS P7)."""


class ReceiptCheckError(PrinterError):
    """A receipt of parts cannot be booked, or its incoming check cannot stand like this (REQUIREMENTS P4)."""


class PartNotUsableError(PrinterError):
    """A piece was to be used on a job that must not be (REQUIREMENTS P4)."""


class LotWithoutPapersError(PartNotUsableError):
    """A lot was to be used whose certificate is missing (REQUIREMENTS P4)."""


class LotRecalledError(PartNotUsableError):
    """A lot, or a part whose pieces cannot be told apart, was to be used while it is recalled."""


class BlockedPartError(PartNotUsableError):
    """Pieces were to be used that failed their incoming check (REQUIREMENTS P4)."""


class RecallError(PrinterError):
    """A recall cannot be started or ended as it stands."""


class ClaimError(PrinterError):
    """A warranty claim to a vendor cannot take this step as it stands."""


class ForesightError(PrinterError):
    """Nothing can be ordered or planned for the chosen parts: there is enough, or nobody sells them (P7, P8)."""
