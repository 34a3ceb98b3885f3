"""A folder of fictional assessments that differ as clients differ: in names, notes and marks. The same every time."""
import os
import pathlib
import random
import re
import shutil

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
PLACES = "江河湖海山川云岭松柏兰竹梅星月晨曦晴岚溪泉渔樵耕读锦绣丰瑞祥和宁安泰康乐嘉禾麦穗桂榕槐枫桐杉榆"


def link(source: str, target: str) -> None:
    """Links a file where the file system can, else copies it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def write(examples: pathlib.Path, folder: pathlib.Path, count: int) -> list[pathlib.Path]:
    """Writes `count` assessments, each in a folder of its own with its evidence, and returns their paths."""
    shutil.rmtree(folder, ignore_errors=True)
    sources = sorted(examples.glob("*/centre.yml"))
    paths = []
    for number in range(count):
        source = sources[number % len(sources)]
        chance = random.Random(number)
        target = folder / f"client-{number:04}"
        # Hard links: the evidence of two thousand clients takes no room, and links out of a folder are refused.
        shutil.copytree(source.parent, target, copy_function=link)
        (target / "centre.yml").unlink()
        text = source.read_text(encoding="utf-8")
        name = "".join(chance.sample(PLACES, 2)) + "客户联络中心"
        text = re.sub(r"(?m)^(  name: |organisation: \{name: )[^,}\n]+", lambda m: m[1] + name, text, count=1)
        person = chance.choice(SURNAMES) + "".join(chance.sample(PLACES, 2))
        # Every note is another one, so that no one who remembers paragraphs gains by it.
        text = re.sub(r"note: (?=[一-鿿])", f"note: {person}：", text)
        text = re.sub(
            r"(?m)^(      [a-z]+: )([1-5])$",
            lambda m: f"{m[1]}{min(5, max(1, int(m[2]) + chance.choice((-1, 0, 0, 0, 1))))}", text)
        path = target / "centre.yml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
