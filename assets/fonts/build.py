"""Makes the font files of this folder from the variable fonts on PyPI.

    pip install fontpkg-inter==4.1.post1 fontpkg-source-serif-4==4.4 fonttools==4.68.0
    python assets/fonts/build.py

Same packages in, same bytes out. README.md says what is changed and why.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent

# Unicode ranges to keep, both ends included. A font keeps what it has of them.
RANGES = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0250, 0x02FF),  # IPA, spacing modifier letters
    (0x0300, 0x036F),  # combining diacritics
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic and its supplement
    (0x1E00, 0x1EFF),  # Latin Extended Additional, with Vietnamese
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letter-like symbols, number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical symbols: keys such as ⌘ ⌥ ⌫
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2713, 0x2717),  # ticks and crosses
    (0xA700, 0xA7FF),  # Latin Extended-D
    (0xFB00, 0xFB06),  # ligatures that occur as characters in pasted text
    (0xFFFD, 0xFFFD),  # replacement character
]

# What stays of each font's OpenType features. `liga` and `calt` go: a ligature
# is one glyph for several characters, and a bracket or a caret may stand
# between any two of them.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

# Name records that stay: copyright, family, style, unique id, full name,
# version, PostScript name, trademark, maker, designer, links, licence,
# typographic family and style.
NAME_IDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17]

DIGITS = "zero one two three four five six seven eight nine".split()


@dataclass(frozen=True)
class Cut:
    """One file to make: where from, at which place of the axes, under which name."""

    file: str
    package: str
    source: str
    family: str
    style: str
    weight: int
    optical_size: float
    italic: bool = False
    tabular_digits: bool = False


INTER = dict(
    package="fontpkg_inter",
    source="Inter[opsz,wght].ttf",
    family="Inter",
    optical_size=14,
    tabular_digits=True,
)
SERIF = dict(
    package="fontpkg_source_serif_4",
    source="SourceSerif4[opsz,wght].ttf",
    family="Standpoint Serif",  # the licence reserves the name "Source"
    optical_size=16,
)
SERIF_ITALIC = SERIF | dict(source="SourceSerif4-Italic[opsz,wght].ttf", italic=True)

CUTS = [
    Cut("ui-regular.ttf", style="Regular", weight=400, **INTER),
    Cut("ui-semibold.ttf", style="SemiBold", weight=600, **INTER),
    Cut("reading-regular.ttf", style="Regular", weight=400, **SERIF),
    Cut("reading-semibold.ttf", style="SemiBold", weight=600, **SERIF),
    Cut("reading-italic.ttf", style="Italic", weight=400, **SERIF_ITALIC),
]

LICENCES = {
    "OFL-Inter.txt": "fontpkg_inter",
    "OFL-SourceSerif4.txt": "fontpkg_source_serif_4",
}


def package_dir(package: str) -> Path:
    """The folder of an installed package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"not installed: {package.replace('_', '-')} (see the top of this file)")
    return Path(spec.origin).parent


def open_source(cut: Cut) -> TTFont:
    return TTFont(package_dir(cut.package) / "files" / cut.source, recalcTimestamp=False)


def make_digits_tabular(font: TTFont) -> None:
    """Maps 0-9, and the figure space, to one width (the font's `tnum` digits)."""
    widths = font["hmtx"].metrics
    width = widths["zero.tf"][0]
    for table in font["cmap"].tables:
        for code, name in enumerate(DIGITS, start=ord("0")):
            if code in table.cmap:
                table.cmap[code] = f"{name}.tf"
                assert widths[f"{name}.tf"][0] == width, name
        if 0x2007 in table.cmap:
            widths[table.cmap[0x2007]] = (width, 0)


def map_missing_hyphen(font: TTFont) -> None:
    """Draws the non-breaking hyphen as the hyphen where a font has none of its own."""
    for table in font["cmap"].tables:
        if table.isUnicode() and 0x002D in table.cmap:
            table.cmap.setdefault(0x2011, table.cmap[0x002D])


def subset(font: TTFont) -> None:
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = NAME_IDS
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["STAT", "MVAR", "DSIG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for lo, hi in RANGES for c in range(lo, hi + 1)])
    subsetter.subset(font)


def rename(font: TTFont, cut: Cut) -> None:
    """Sets the names that a program reads; leaves copyright and licence alone."""
    names = font["name"]
    linked = cut.style in ("Regular", "Italic")  # the styles every program knows
    full = f"{cut.family} {cut.style}"
    post_script = f"{cut.family.replace(' ', '')}-{cut.style}"
    values = {
        1: cut.family if linked else full,
        2: cut.style if linked else "Regular",
        3: f"{names.getDebugName(5)};Standpoint;{post_script}",
        4: full,
        6: post_script,
    }
    if not linked:
        values |= {16: cut.family, 17: cut.style}
    for name_id in (1, 2, 3, 4, 6, 16, 17):
        names.removeNames(nameID=name_id)
        if name_id in values:
            names.setName(values[name_id], name_id, 3, 1, 0x409)

    regular = cut.style == "Regular"
    os2 = font["OS/2"]
    os2.usWeightClass = cut.weight
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x40 if regular else 0) | (0x01 if cut.italic else 0)
    font["head"].macStyle = 0x02 if cut.italic else 0


def build(cut: Cut) -> None:
    font = open_source(cut)
    font = instancer.instantiateVariableFont(
        font, {"wght": cut.weight, "opsz": cut.optical_size}, inplace=True
    )
    if cut.tabular_digits:
        make_digits_tabular(font)
    map_missing_hyphen(font)
    subset(font)
    rename(font, cut)
    path = HERE / cut.file
    font.save(path)
    print(f"{cut.file}: {path.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")


def copy_licence(file: str, package: str) -> None:
    """The package's licence, under the copyright line that the font itself carries.

    The two lines can differ, and only the font's names a reserved name.
    """
    source = next(cut for cut in CUTS if cut.package == package)
    notice = open_source(source)["name"].getDebugName(0)
    text = (package_dir(package) / "LICENSE").read_text(encoding="utf-8")
    (HERE / file).write_text(f"{notice}\n{text}", encoding="utf-8", newline="\n")


def main() -> None:
    for cut in CUTS:
        build(cut)
    for file, package in LICENCES.items():
        copy_licence(file, package)


if __name__ == "__main__":
    main()
