"""The slots of the sentences of `proofreading/`: `{…}` is an expression, whose names are assigned behind `;;`."""

from __future__ import annotations

import calendar
import datetime
import random
import re
from typing import Any

TOWNS = ["青石镇", "白水镇", "临江镇", "双桥镇", "柳河镇", "云台镇", "石门乡", "大洼乡", "红岭镇", "三道沟乡"]
VILLAGES = ["杨家洼村", "河口村", "东岗村", "石磨村", "上坪村", "榆树村", "南塘村", "梨树沟村"]
COUNTIES = ["松岭县", "临河县", "云阳县", "白石县", "长林县", "清水县"]
PEOPLE = ["王德顺", "张玉梅", "李长河", "赵春生", "刘桂香", "孙福来", "周建民", "吴秀芝", "郑海燕", "何大勇"]
WEEKDAYS = "一二三四五六日"


def draws(rng: random.Random) -> dict[str, Any]:
    """What an expression may call."""

    def number(least: int, most: int) -> int:
        return rng.randint(least, most)

    def digits(many: int) -> str:
        return "".join(str(rng.randint(0, 9)) for _ in range(many))

    def wrong_weekday(month: int, day: int) -> str:
        right = datetime.date(2025, month, day).weekday()
        wrong = rng.choice([other for other in range(7) if other != right])
        return rng.choice(["周", "星期"]) + WEEKDAYS[wrong]

    def identity() -> str:
        year, month = rng.randint(1950, 2004), rng.randint(1, 12)
        day = rng.randint(1, calendar.monthrange(year, month)[1])
        body = f"{rng.choice(['220381', '210102', '620102'])}{year}{month:02}{day:02}{digits(3)}"
        weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]

    def mobile() -> str:
        return rng.choice(["138", "139", "150", "186", "177"]) + digits(8)

    def card() -> str:
        body = rng.choice(["622848", "621700", "622202"]) + digits(12)
        doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
        return body + str(-sum(digit // 10 + digit % 10 for digit in doubled) % 10)

    def grouped(written: str, lengths: list[int], mark: str) -> str:
        parts, at = [], 0
        for length in lengths:
            parts.append(written[at : at + length])
            at += length
        return mark.join([*parts, written[at:]]).strip(mark)

    return {
        "n": number,
        "pick": lambda *choices: rng.choice(choices),
        "wide": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
        "wrong_weekday": wrong_weekday,
        "id": identity,
        "id_spaced": lambda: grouped(identity(), [6, 8], " "),
        "id_dashed": lambda: grouped(identity(), [6, 8], "-"),
        "mobile": mobile,
        "mobile_spaced": lambda: grouped(mobile(), [3, 4], " "),
        "mobile_dashed": lambda: grouped(mobile(), [3, 4], "-"),
        "mobile_odd": lambda: grouped(mobile(), [4, 3], " "),
        "card": card,
        "card_spaced": lambda: grouped(card(), [4, 4, 4, 4], " "),
        "card_dashed": lambda: grouped(card(), [4, 4, 4, 4], "-"),
        "round": round,
    }


def filled(form: str, rng: random.Random) -> str:
    """A sentence with its slots filled: `共{t}名 ;; a=n(1,9) t=a+2`."""
    text, _, assignments = form.partition(" ;; ")
    names = draws(rng) | {
        "town": rng.choice(TOWNS),
        "village": rng.choice(VILLAGES),
        "county": rng.choice(COUNTIES),
        "person": rng.choice(PEOPLE),
    }
    for assignment in re.split(r" (?=[a-z_][a-z0-9_]*=)", assignments.strip()):
        name, _, expression = assignment.partition("=")
        if name:
            names[name] = eval(expression, {"__builtins__": {}}, names)
    return re.sub(r"\{([^{}]+)\}", lambda slot: str(eval(slot[1], {"__builtins__": {}}, names)), text)
