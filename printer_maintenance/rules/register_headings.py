"""Reading the headings of a device register (REQUIREMENTS E8): which column is what, in Chinese or English."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# How many rows from the top may hold titles, notes and merged cells before the headings come.
HEADING_SEARCH_ROWS = 30
# A row is taken for the headings when it names at least this many columns that we know.
HEADING_MIN_KNOWN = 3

# field of the import -> what people write above its column; the first Chinese one is the ready-made register's.
HEADINGS: dict[str, tuple[str, ...]] = {
    "unit": (
        "单位", "单位名称", "使用单位", "所属单位", "机构", "机构名称", "unit", "organisation", "organization",
        "site", "office", "subordinate unit", "unit name",
    ),
    "department": (
        "部门", "科室", "使用部门", "所属部门", "使用科室", "处室", "department", "dept", "section", "division",
        "department name",
    ),
    "place": (
        "位置", "地点", "安装地点", "存放地点", "放置地点", "使用地点", "安装位置", "房间", "房间号", "楼层房间",
        "place", "location", "room", "position",
    ),
    "device_type": (
        "设备类型", "类型", "设备类别", "类别", "设备种类", "资产类别", "分类", "type", "device type",
        "type of device", "category", "equipment type", "equipment category", "kind",
    ),
    "name": ("设备名称", "名称", "资产名称", "device name", "name", "equipment name", "device", "equipment"),
    "brand": ("品牌", "厂牌", "厂商", "生产厂家", "制造商", "brand", "make", "manufacturer"),
    "model": ("型号", "设备型号", "规格型号", "品牌型号", "机型", "model", "model number", "model no"),
    "serial_no": (
        "序列号", "设备序列号", "出厂编号", "机身号", "机器序列号", "出厂序列号", "sn", "s/n", "sn码", "sn号",
        "serial", "serial number", "serial no",
    ),
    "asset_tag": (
        "资产编号", "资产编码", "固定资产编号", "固定资产编码", "资产号", "设备编号", "资产标签号", "asset number",
        "asset no", "asset tag", "asset", "asset id", "asset code", "inventory number",
    ),
    "ip_address": ("ip地址", "ip", "网络地址", "ip address", "network address"),
    "purchase_date": (
        "购置日期", "采购日期", "购买日期", "购入日期", "购置时间", "采购时间", "bought on", "purchase date",
        "purchased on", "purchased", "date of purchase", "bought",
    ),
    "in_service_date": (
        "启用日期", "投用日期", "使用日期", "启用时间", "投入使用日期", "安装日期", "in service since",
        "in service date", "commissioned on", "installed on", "installation date", "start of use",
    ),
    "warranty_date": (
        "保修到期", "保修到期日", "保修到期日期", "保修截止日期", "质保到期", "质保到期日期", "保修期至", "质保期至",
        "warranty until", "warranty end", "warranty expiration", "warranty expiration date", "warranty expires",
        "warranty", "warranty date", "under warranty until",
    ),
    "condition": (
        "状态", "设备状态", "使用状态", "使用状况", "设备状况", "state", "status", "condition", "device state",
    ),
    "is_key_device": (
        "是否关键设备", "关键设备", "重点设备", "是否重点设备", "key device", "is key device", "critical",
        "key", "critical device",
    ),
    "custodian_name": (
        "责任人", "使用人", "保管人", "设备责任人", "责任人姓名", "联系人", "custodian", "person in charge",
        "responsible", "responsible person", "user", "keeper", "contact", "contact person",
    ),
    "custodian_phone": (
        "责任人电话", "联系电话", "电话", "联系方式", "手机", "手机号", "保管人电话", "使用人电话",
        "custodian's telephone", "custodian telephone", "custodian phone", "phone", "telephone", "mobile",
        "contact phone", "phone number",
    ),
    "meter_mono": (
        "黑白计数", "黑白计数器", "黑白印量", "黑白页数", "计数器黑白", "黑白读数", "计数", "计数器读数",
        "black and white pages", "black-and-white pages", "b&w pages", "bw pages", "mono pages", "mono counter",
        "black-and-white counter", "meter mono", "b/w counter", "counter", "black and white counter",
    ),
    "meter_color": (
        "彩色计数", "彩色计数器", "彩色印量", "彩色页数", "计数器彩色", "彩色读数", "colour pages", "color pages",
        "colour counter", "color counter", "meter color", "meter colour",
    ),
    "note": ("备注", "说明", "备注说明", "remarks", "remark", "note", "notes", "comment", "comments"),
}  # fmt: skip

_BRACKETS = re.compile(r"[(\[{【].*?[)\]}】]")
_NOT_WORD = re.compile(r"[\W_]+")


class HeadingRow(NamedTuple):
    """Where the headings stand: ``position`` counts from 0 among the rows looked at."""

    position: int
    headings: tuple[str, ...]
    known: int


def normalise(heading: object) -> str:
    """A heading without width, case, spaces and punctuation, so that spellings can be compared.

    >>> normalise(" ＩＰ 地址：")
    'ip地址'
    >>> normalise("Serial\\nNo.")
    'serialno'
    """
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", str(heading or "")).casefold())


_KNOWN = {normalise(heading): field for field, headings in HEADINGS.items() for heading in headings}


def guess_field(heading: object) -> str | None:
    """The field that a heading stands for, or None.

    An explanation in brackets and a mark for “required” are overlooked.

    >>> guess_field("序列号"), guess_field("Serial No."), guess_field("是否关键设备（是/否）")
    ('serial_no', 'serial_no', 'is_key_device')
    >>> guess_field("计数器（彩色）"), guess_field("*单位"), guess_field("序号")
    ('meter_color', 'unit', None)
    """
    text = unicodedata.normalize("NFKC", str(heading or ""))
    return _KNOWN.get(normalise(text)) or _KNOWN.get(normalise(_BRACKETS.sub("", text)))


def guess_columns(headings: Sequence[str]) -> dict[int, str]:
    """For each column (from 0) the guessed field; a field is given once, to its first column.

    >>> guess_columns(["序号", "单位", "序列号", "SN"])
    {1: 'unit', 2: 'serial_no'}
    """
    columns: dict[int, str] = {}
    for index, heading in enumerate(headings):
        field = guess_field(heading)
        if field and field not in columns.values():
            columns[index] = field
    return columns


def find_heading_row(rows: Iterable[Sequence[object]]) -> HeadingRow | None:
    """The row with the headings among the first rows of a sheet: the one naming most columns that we know.

    Without any such row the first one with at least two texts is offered, for a person to say what is what.

    :param rows: the rows from the top; no more than :data:`HEADING_SEARCH_ROWS` are looked at
    :return: None when nothing in these rows looks like headings

    >>> title = ["Register of devices 2026", None, None]
    >>> find_heading_row([title, ["Unit", "Type", "Serial number"], ["A", "Printer", "X1"]]).position
    1
    >>> find_heading_row([["Foo", "Bar"], ["1", "2"]])
    HeadingRow(position=0, headings=('Foo', 'Bar'), known=0)
    >>> find_heading_row([[], [None]]) is None
    True
    """
    best = None
    for position, row in zip(range(HEADING_SEARCH_ROWS), rows, strict=False):
        headings = _as_headings(row)
        known = len(guess_columns(headings))
        if known >= HEADING_MIN_KNOWN and (not best or known > best.known):
            best = HeadingRow(position, headings, known)
        elif not best and sum(1 for heading in headings if heading) > 1:
            best = HeadingRow(position, headings, 0)
    return best


def _as_headings(row: Sequence[object]) -> tuple[str, ...]:
    """The row as texts, without empty cells at its end."""
    headings = [" ".join(str(cell).split()) if cell is not None else "" for cell in row]
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)
