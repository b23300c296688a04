"""Draws the guidance pictures of the ready-made checklists: plain lines without words, for every language.

    tools/dev python tools/scripts/guidance_pictures.py

Where there is a right and a wrong, the right one stands on the left with a tick, the wrong one on the right with a
cross.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[2] / "static" / "img" / "guidance"
WIDTH, HEIGHT, FINE = 640, 360, 3
INK, PAPER, GREY, LIGHT = "#1f2937", "#ffffff", "#9ca3af", "#e5e7eb"
GOOD, BAD, WATER, HEAT = "#15803d", "#b91c1c", "#2563eb", "#ea580c"


class Sketch:
    """Lines on paper, in points of the finished picture; drawn finer and made smaller, so that edges are smooth."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.x = self.y = 0.0

    def at(self, x: float, y: float = 0) -> Sketch:
        """Draw from here on relative to a point."""
        self.x, self.y = x, y
        return self

    def _points(self, points):
        return [((x + self.x) * FINE, (y + self.y) * FINE) for x, y in points]

    def line(self, *points, color=INK, width=5.0) -> Sketch:
        """A line through points, with round ends."""
        placed = self._points(points)
        self.pen.line(placed, fill=color, width=round(width * FINE), joint="curve")
        radius = width * FINE / 2
        for x, y in placed:
            self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
        return self

    def box(self, x, y, width, height, fill=PAPER, color=INK, radius=8, line=5) -> Sketch:
        """A box with round corners."""
        (left, top), (right, bottom) = self._points([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(
            (left, top, right, bottom), radius * FINE, fill=fill, outline=color, width=line * FINE
        )
        return self

    def disc(self, x, y, radius, fill=PAPER, color=INK, line=5) -> Sketch:
        """A circle."""
        (left, top), (right, bottom) = self._points([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse((left, top, right, bottom), fill=fill, outline=color, width=line * FINE)
        return self

    def shape(self, *points, fill=PAPER, color=INK, width=5) -> Sketch:
        """A closed shape."""
        self.pen.polygon(self._points(points), fill=fill)
        return self.line(*points, points[0], color=color, width=width)

    def wave(self, x, y, length, color=HEAT, upright=True, width=5.0) -> Sketch:
        """A wavy line: heat that rises, or air that flows."""
        steps = [(t / 24, 7 * math.sin(t / 24 * 4 * math.pi)) for t in range(25)]
        points = [(x + d, y - t * length) if upright else (x + t * length, y + d) for t, d in steps]
        return self.line(*points, color=color, width=width)

    def drop(self, x, y, size=16) -> Sketch:
        """A drop of water."""
        self.shape(
            (x, y - size * 1.6), (x + size * 0.8, y), (x - size * 0.8, y), fill=WATER, color=WATER, width=2
        )
        return self.disc(x, y + size * 0.2, size * 0.85, fill=WATER, color=WATER)

    def tick(self, x=40, y=44) -> Sketch:
        """This is right."""
        return self.line((x - 20, y), (x - 6, y + 16), (x + 22, y - 18), color=GOOD, width=11)

    def cross(self, x=40, y=44) -> Sketch:
        """This is wrong."""
        self.line((x - 18, y - 18), (x + 18, y + 18), color=BAD, width=11)
        return self.line((x + 18, y - 18), (x - 18, y + 18), color=BAD, width=11)

    def halves(self) -> Sketch:
        """Right on the left, wrong on the right."""
        self.at(0).line((320, 24), (320, 336), color=LIGHT, width=4).tick()
        return self.at(320).cross().at(0)

    def save(self, name: str) -> None:
        """Write it small: lines need few colours."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(96).save(FOLDER / f"{name}.png", optimize=True)


def hand(s: Sketch, x: float, y: float) -> None:
    """A flat hand from the right, its back to the left."""
    s.shape(
        (x, y), (x + 16, y - 62), (x + 40, y - 70), (x + 52, y - 10), (x + 160, y + 26), (x + 160, y + 92),
        (x + 56, y + 84), (x + 18, y + 66), fill="#fde7d3",
    )  # fmt: skip
    s.line((x + 28, y - 58), (x + 30, y - 4), width=3).line((x + 16, y - 50), (x + 18, y + 10), width=3)


def printer(s: Sketch, x: float, y: float) -> None:
    """A printer from the front."""
    s.box(x + 30, y - 50, 120, 60, fill=LIGHT).box(x, y, 180, 110)
    s.box(x + 28, y + 58, 124, 34, fill=LIGHT, radius=4)
    s.disc(x + 156, y + 26, 7, fill=GOOD, color=GOOD)


def plug(s: Sketch, x: float, y: float) -> None:
    """A plug with its pins to the left and the cable to the right."""
    s.line((x - 34, y - 16), (x, y - 16), width=8).line((x - 34, y + 16), (x, y + 16), width=8)
    s.box(x, y - 36, 74, 72, fill=LIGHT)


def socket(s: Sketch, x: float, y: float) -> None:
    """A socket in the wall."""
    s.box(x, y, 110, 130).disc(x + 55, y + 65, 38, fill=LIGHT)
    s.line((x + 42, y + 56), (x + 42, y + 74), width=8).line((x + 68, y + 56), (x + 68, y + 74), width=8)


def strip(s: Sketch, x: float, y: float, sockets: int) -> None:
    """A power strip."""
    s.box(x, y, 20 + 52 * sockets, 56, fill=LIGHT)
    for number in range(sockets):
        s.disc(x + 36 + 52 * number, y + 28, 15, line=4)


def meter(s: Sketch, x: float, y: float) -> None:
    """A measuring instrument with its display and knob."""
    s.box(x, y, 96, 150, fill="#fef3c7").box(x + 14, y + 16, 68, 38, fill="#d1fae5", radius=4)
    s.line((x + 28, y + 38), (x + 68, y + 38), width=4).disc(x + 48, y + 100, 24)
    s.line((x + 48, y + 100), (x + 60, y + 84), width=5)


def laptop(s: Sketch, x: float, y: float, is_swollen: bool) -> None:
    """A laptop from the side, flat on the table or lifted by its battery."""
    s.line((x - 10, y + 42), (x + 250, y + 42), color=GREY, width=6)
    s.line((x + 214, y + 6), (x + 246, y - 150), width=12)
    if is_swollen:
        s.shape((x + 10, y + 4), (x + 70, y - 22), (x + 150, y - 22), (x + 216, y + 4), (x + 216, y + 20),
                (x + 150, y + 38), (x + 70, y + 38), (x + 10, y + 20), fill=LIGHT)  # fmt: skip
        for side in (-1, 1):
            s.line((x + 112, y + 8), (x + 112, y + 8 + side * 20), color=BAD, width=6)
            s.line(
                (x + 102, y + 8 + side * 12),
                (x + 112, y + 8 + side * 22),
                (x + 122, y + 8 + side * 12),
                color=BAD,
            )
    else:
        s.box(x + 10, y + 4, 206, 34, fill=LIGHT)


def fan(s: Sketch, x: float, y: float) -> None:
    """A fan from the front."""
    s.box(x - 66, y - 66, 132, 132, fill=LIGHT).disc(x, y, 56)
    for turn in range(4):
        a = turn * math.pi / 2 + 0.4
        s.shape((x, y), (x + 50 * math.cos(a), y + 50 * math.sin(a)),
                (x + 44 * math.cos(a + 0.7), y + 44 * math.sin(a + 0.7)), fill=GREY, width=3)  # fmt: skip
    s.disc(x, y, 12, fill=INK)


def heat() -> Sketch:
    """The back of the hand near the vents."""
    s = Sketch()
    s.box(60, 110, 250, 190)
    for number in range(6):
        s.line((230, 140 + number * 26), (290, 140 + number * 26), color=GREY, width=7)
    for number in range(3):
        s.wave(322 + number * 1, 150 + number * 54, 64, upright=False)
    hand(s, 430, 190)
    for number in range(3):
        s.wave(110 + number * 50, 96, 60)
    return s


def cable() -> Sketch:
    """A whole cable beside a frayed one and a broken plug."""
    s = Sketch().halves()
    plug(s.at(0), 90, 190)
    s.line((164, 190), (220, 190), (250, 220), (300, 220), width=12)
    plug(s.at(320), 90, 190)
    s.line((164, 190), (205, 190), width=12).line((262, 220), (300, 220), width=12)
    for shift, color in ((-12, BAD), (0, HEAT), (12, WATER)):
        s.line((208, 190), (226, 198 + shift), (244, 208 + shift), color=color, width=4)
    s.line((104, 160), (126, 184), (112, 200), (140, 224), color=BAD, width=5)
    return s


def contacts() -> Sketch:
    """A plug that sits tight beside one that is loose and scorched."""
    s = Sketch().halves()
    s.box(50, 110, 60, 170, fill=LIGHT).box(110, 150, 76, 90).line((186, 195), (290, 195), width=12)
    s.at(320).box(50, 110, 60, 170, fill=LIGHT)
    for radius, color in ((44, "#d6d3d1"), (30, "#78716c"), (17, "#292524")):
        s.disc(112, 200, radius, fill=color, color=color)
    s.line((128, 172), (160, 166), width=8).line((132, 216), (164, 210), width=8)
    s.shape((160, 146), (234, 132), (246, 214), (172, 230)).line((240, 172), (300, 160), width=12)
    s.wave(112, 150, 60, color=GREY)
    return s


def strips() -> Sketch:
    """One strip for a few devices beside strips that hang on each other."""
    s = Sketch().halves()
    strip(s, 50, 200, 4)
    s.line((50, 228), (20, 228), (20, 320), width=8)
    for number in range(2):
        s.line((86 + 52 * number, 228), (86 + 52 * number, 120), width=8)
    strip(s.at(320), 40, 120, 4)
    strip(s, 70, 230, 4)
    s.line((180, 148), (180, 200), (300, 200), (300, 258), (298, 258), width=8)
    for number in range(4):
        s.line((106 + 52 * number, 258), (106 + 52 * number, 330), width=8)
    s.line((76, 148), (76, 76), width=8).line((128, 148), (128, 76), width=8).line(
        (232, 148), (232, 76), width=8
    )
    return s


def damp() -> Sketch:
    """A dry place beside one with water."""
    s = Sketch().halves()
    printer(s.at(0), 70, 160)
    s.line((20, 274), (300, 274), color=GREY, width=6)
    printer(s.at(320), 70, 160)
    s.line((20, 274), (300, 274), color=GREY, width=6)
    s.drop(196, 96).drop(226, 128).drop(160, 120)
    s.shape((40, 290), (120, 282), (250, 286), (290, 298), (170, 312), (60, 306), fill=WATER, color=WATER)
    return s


def leakage() -> Sketch:
    """The clamp around the cable of a device that is switched on."""
    s = Sketch()
    printer(s, 50, 150)
    s.line((230, 230), (500, 230), width=10)
    socket(s, 500, 165)
    s.disc(365, 230, 46, fill=None, line=9)
    s.line((365, 184), (365, 190), color=PAPER, width=10)
    s.box(330, 272, 70, 76, fill="#fef3c7").box(342, 284, 46, 26, fill="#d1fae5", radius=3)
    s.line((352, 298), (378, 298), width=4)
    return s


def earth() -> Sketch:
    """One probe on bare metal of the housing, the other on the earth pin of the pulled plug."""
    s = Sketch()
    printer(s, 40, 170)
    s.line((220, 250), (300, 250), (330, 300), (420, 300), width=10)
    s.box(420, 268, 74, 64, fill=LIGHT)
    s.line((494, 284), (528, 284), width=7).line((494, 300), (534, 300), color=GOOD, width=7)
    s.line((494, 316), (528, 316), width=7)
    meter(s, 270, 24)
    s.line((290, 174), (250, 200), (216, 196), color=BAD, width=6)
    s.line((346, 174), (440, 200), (560, 240), (540, 296), color=GOOD, width=6)
    s.disc(210, 196, 8, fill=BAD, color=BAD)
    return s


def emergency_stop() -> Sketch:
    """Press the stop, open the door: it stands at once."""
    s = Sketch()
    s.box(80, 120, 220, 210).box(100, 98, 180, 26, fill=LIGHT)
    s.box(110, 200, 160, 112, fill=LIGHT).line((110, 200), (60, 176), (60, 336), (110, 312))
    s.box(330, 150, 110, 110, fill="#fde047").disc(385, 205, 38, fill=BAD, color=INK)
    hand(s, 452, 206)
    s.disc(190, 64, 26, fill=PAPER, color=BAD, line=7).line((174, 80), (206, 48), color=BAD, width=7)
    return s


def battery() -> Sketch:
    """A laptop that lies flat beside one that its battery lifts."""
    s = Sketch().halves()
    laptop(s.at(0), 30, 240, is_swollen=False)
    laptop(s.at(320), 30, 240, is_swollen=True)
    return s


def charger() -> Sketch:
    """A whole charger beside a hot one with a broken cable."""
    s = Sketch().halves()
    for start in (0, 320):
        s.at(start).box(100, 170, 120, 70, fill=LIGHT).line((100, 205), (40, 205), (40, 300), width=9)
    s.at(0).line((220, 205), (280, 205), (280, 300), width=9)
    s.at(320).line((220, 205), (236, 205), width=9).line((276, 236), (280, 300), width=9)
    s.line((238, 205), (252, 218), color=HEAT, width=4).line((238, 209), (262, 228), color=BAD, width=4)
    for number in range(3):
        s.wave(126 + number * 34, 156, 60)
    return s


def air() -> Sketch:
    """All air goes through the duct and draws the strip of paper; beside it air escapes at the seam."""
    s = Sketch().halves()
    for start in (0, 320):
        s.at(start)
        s.box(150, 130, 120, 132, fill=PAPER)
        fan(s, 90, 196)
    s.at(0)
    for number in range(3):
        s.wave(166, 160 + number * 36, 84, color=WATER, upright=False)
    s.line((276, 120), (300, 134), (306, 170), color=GOOD, width=9)
    s.at(320)
    s.wave(166, 200, 60, color=WATER, upright=False)
    s.line((150, 130), (196, 130), color=PAPER, width=9).line((150, 262), (196, 262), color=PAPER, width=9)
    s.wave(172, 124, 66, color=BAD).wave(172, 330, 62, color=BAD)
    s.line((276, 110), (276, 180), color=GREY, width=9)
    return s


def filters() -> Sketch:
    """A clean filter in its frame beside one that is clogged and sits askew."""
    s = Sketch().halves()
    s.at(0).box(60, 110, 200, 180)
    for number in range(1, 7):
        s.line((60 + number * 28, 122), (60 + number * 28, 278), color=GREY, width=4)
    s.at(320).box(60, 110, 200, 180)
    s.shape((84, 140), (250, 96), (284, 250), (110, 300), fill="#a8a29e")
    for x, y, radius in ((140, 180, 22), (196, 160, 28), (170, 230, 30), (232, 216, 20), (128, 244, 16)):
        s.disc(x, y, radius, fill="#57534e", color="#57534e")
    return s


PICTURES = (
    heat, cable, contacts, strips, damp, leakage, earth, emergency_stop, battery, charger, air, filters,
)  # fmt: skip


def main() -> None:
    """Draw all of them anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        picture().save(picture.__name__)


if __name__ == "__main__":
    main()
