"""What is said of a part in a device, and when nothing is."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .foresight_common import FITTED, NOW, ForesightCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestForesight(ForesightCase):
    def test_steady_printing_gives_the_day_on_which_it_runs_out(self):
        self._fit(self.device, self.toner)
        self._steady(self.device)
        self._night()
        row = self._row()
        # 89 days at 100 pages: 1,100 pages, eleven days are left
        self.assertEqual((row.days_left, row.empty_on), (11, self._date("2026-04-11")))
        self.assertEqual((row.pages_left, row.pages_per_day), (1100, 100.0))
        self.assertEqual((row.rule, row.sureness, row.life_source), ("pages", "sure", "said"))
        self.assertFalse(row.why_silent)

    def test_nothing_is_said_before_two_weeks_of_readings(self):
        self._fit(self.device, self.toner, at=datetime(2026, 3, 20, 1, 0), mono=50_000)
        self._read(self.device, (85, 51_000))
        self._night()
        self.assertEqual((self._row().why_silent, self._row().empty_on), ("few_days", False))

    def test_nothing_is_said_without_a_reading_or_a_life(self):
        drum = self._make_part("Drum")
        self._fit(self.device, self.toner)
        self._fit(self.device, drum)
        self._night()
        self.assertEqual(self._row().why_silent, "no_reading")
        self.assertEqual(self._row(part=drum).why_silent, "no_life")

    def test_nothing_is_said_from_counters_that_nobody_reads_any_more(self):
        self._fit(self.device, self.toner, at=datetime(2025, 6, 1))
        self._read(self.device, (-200, 51_000), (-180, 52_000), (-140, 54_000))
        self._night()
        self.assertEqual(self._row().why_silent, "stale")

    def test_a_device_that_prints_nothing_never_runs_out(self):
        self._fit(self.device, self.toner)
        self._steady(self.device, per_day=0)
        self._night()
        self.assertEqual(self._row().why_silent, "idle")

    def test_age_comes_first_where_it_ends_earlier(self):
        self.toner.wear_months = 3
        self._fit(self.device, self.toner)
        self._steady(self.device)
        self._night()
        self.assertEqual((self._row().rule, self._row().empty_on), ("age", self._date("2026-04-01")))

    def test_age_speaks_where_the_counters_say_nothing(self):
        battery = self._make_part("Battery", wear_months=6, part_kind="spare")
        self._fit(self.device, battery)
        self._night()
        row = self._row(part=battery)
        self.assertEqual((row.rule, row.empty_on, row.sureness), ("age", self._date("2026-07-01"), "sure"))

    def test_spare_part_that_does_not_wear_is_not_foreseen(self):
        board = self._make_part("Board", part_kind="spare")
        self._fit(self.device, board)
        self._night()
        self.assertFalse(self._row(part=board))

    def test_one_jump_is_not_trusted_until_the_next_reading_goes_on_from_there(self):
        self._fit(self.device, self.toner)
        self._steady(self.device, until=75)
        self._read(self.device, (85, 65_000))
        self._night()
        row = self._row()
        self.assertEqual((row.pages_per_day, row.days_left, row.sureness), (100.0, 11, "rough"))
        self._read(self.device, (88, 65_300))
        row.action_foresee()
        self.assertEqual((row.pages_left < 0, row.days_left, row.pages_per_day), (True, 0, 100.0))

    def test_reading_that_the_next_one_takes_back_was_a_slip(self):
        self._fit(self.device, self.toner)
        self._steady(self.device, until=65)
        self._read(self.device, (75, 97_500), (85, 58_500))
        self._night()
        self.assertEqual((self._row().pages_per_day, self._row().days_left), (100.0, 11))

    def test_exchanged_counter_goes_on_from_where_it_begins(self):
        self._fit(self.device, self.toner)
        self._read(
            self.device,
            (10, 51_000),
            (30, 53_000),
            (40, 200),
            (60, 2_200),
            (85, 4_700),
        )
        self._night()
        row = self._row()
        self.assertEqual((row.pages_per_day, row.days_left), (100.0, 11))

    def test_colour_cartridge_follows_the_colour_counter(self):
        cyan = self._make_part("Cyan", wear_pages=1_000, wear_counter="color", part_kind="consumable")
        self._fit(self.device, cyan, mono=50_000, color=7_000)
        self._read(self.device, *((day, 50_000 + 500 * day, 7_000 + 10 * day) for day in range(5, 90, 10)))
        self._night()
        row = self._row(part=cyan)
        self.assertEqual((row.pages_per_day, row.pages_left), (10.0, 110))

    def test_part_is_counted_from_when_it_was_put_in(self):
        self._fit(self.device, self.toner, at=FITTED + timedelta(days=55), mono=55_500)
        self._steady(self.device)
        self._night()
        self.assertEqual(self._row().pages_left, 10_000 - 3_400)

    def test_past_changes_on_the_model_tell_its_life_better_than_its_maker(self):
        devices = self.device
        for number in range(5):
            device = self._make_device(f"SN-9{number}", brand="HP", model="M404dn")
            new = self._fit(device, self.toner, at=FITTED, mono=6_000 + 100 * number)
            self._fit(
                device,
                self.toner,
                at=datetime(2025, 9, 1),
                mono=0,
                color=0,
                removed_at=FITTED,
                replaced_by_id=new.id,
            )
            devices |= device
        seen = devices[-1]
        self._steady(seen, begin=6_400)
        self._night()
        row = self._row(seen)
        self.assertEqual((row.life_pages, row.life_source), (6_200, "observed"))
        self._fit(self.device, self.toner)
        self._night()
        self.assertEqual(self._row().life_pages, 10_000, "another model")

    def test_failures_within_warranty_do_not_shorten_the_life(self):
        for number in range(5):
            device = self._make_device(f"SN-8{number}", brand="HP", model="M404dn")
            new = self._fit(device, self.toner, mono=500)
            self._fit(
                device,
                self.toner,
                at=datetime(2025, 12, 1),
                mono=100,
                removed_at=FITTED,
                replaced_by_id=new.id,
                is_repeat_failure=True,
            )
        self._night()
        self.assertEqual(self._row(device).life_source, "said")
