"""The words of device registers, Chinese and English, and what they stand for (REQUIREMENTS E8)."""

import unicodedata

DEVICE_TYPE_NAMES: dict[str, tuple[str, ...]] = {
    "printer": (
        "打印机", "激光打印机", "喷墨打印机", "针式打印机", "黑白打印机", "彩色打印机", "黑白激光打印机",
        "彩色激光打印机", "打印设备", "printer", "laser printer", "inkjet printer", "dot matrix printer",
    ),
    "copier": (
        "复印机", "复合机", "数码复合机", "多功能复合机", "多功能复印机", "copier", "photocopier", "copy machine",
    ),
    "scanner": ("扫描仪", "高速扫描仪", "扫描机", "scanner", "document scanner"),
    "shredder": ("碎纸机", "shredder", "paper shredder"),
    "desktop": (
        "台式机", "台式电脑", "台式计算机", "台式", "电脑", "计算机", "desktop", "desktop computer", "desktop pc",
        "pc", "computer",
    ),
    "laptop": (
        "笔记本", "笔记本电脑", "便携式计算机", "便携机", "手提电脑", "laptop", "laptop computer", "notebook",
    ),
}  # fmt: skip

CONDITION_NAMES: dict[str, tuple[str, ...]] = {
    "in_service": (
        "在用", "使用中", "正常", "正常使用", "在役", "使用", "完好", "良好", "in service", "in use", "active", "ok",
        "good", "working",
    ),
    "faulty": ("故障", "待修", "损坏", "有故障", "坏", "faulty", "broken", "defective", "out of order"),
    "workshop": ("维修中", "送修", "在修", "维修", "at the workshop", "workshop", "in repair", "under repair"),
    "lent": ("借出", "外借", "出借", "lent", "on loan", "lent out"),
    "stored": ("库存", "闲置", "备用", "在库", "库房", "stored", "in stock", "in storage", "storage", "spare", "idle"),
    "retired": ("报废", "已报废", "退役", "已处置", "注销", "retired", "scrapped", "disposed", "written off"),
}  # fmt: skip


def word_key(text: object) -> str:
    """A word without width, case and spaces, so that spellings can be compared.

    >>> word_key(" Ｉn  Service "), word_key("打印 机")
    ('inservice', '打印机')
    """
    return "".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


DEVICE_TYPE_WORDS = {word_key(name): kind for kind, names in DEVICE_TYPE_NAMES.items() for name in names}
CONDITION_WORDS = {word_key(name): state for state, names in CONDITION_NAMES.items() for name in names}
YES_WORDS = frozenset({"是", "有", "对", "y", "yes", "true", "1", "√", "✓", "✔", "关键", "重点"})
NO_WORDS = frozenset(
    {"否", "无", "不", "不是", "非", "n", "no", "false", "0", "×", "x", "✗", "✘", "一般", "普通"}
)
# what people put into a cell that they would rather leave empty
EMPTY_WORDS = frozenset(
    {"-", "--", "—", "——", "/", "//", "\\", "无", "暂无", "空", "n/a", "na", "none", "nil", "null"}
)


def device_type_of(text: str) -> str | None:
    """The type of device that a word stands for, or None.

    >>> device_type_of("打印机"), device_type_of("Laptop"), device_type_of("投影仪")
    ('printer', 'laptop', None)
    """
    return DEVICE_TYPE_WORDS.get(word_key(text))
