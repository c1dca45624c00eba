"""Languages that a story may be in, by their code: which first part of an address may be that of a language's list."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Languages with a code of two letters (ISO 639-1, as CLDR 47 names them).
_TWO_LETTERS = frozenset((
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el",
    "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv",
    "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it",
    "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky",
    "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt",
    "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa",
    "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "sh", "si", "sk",
    "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl",
    "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi",
    "yo", "za", "zh", "zu",
))  # fmt: skip
#: Languages without a code of two letters to which the Unicode Consortium gives a name (CLDR 47), and some of
#: Australia's; a word such as "old" or "faq" is not among them.
_THREE_LETTERS = frozenset((
    "ace", "ach", "ada", "ady", "aeb", "aer", "afh", "agq", "ain", "akk", "akz", "ale", "aln", "alt", "ang", "ann",
    "anp", "arc", "are", "arn", "aro", "arp", "arq", "ars", "arw", "ary", "arz", "asa", "ase", "asf", "ast", "atj",
    "avk", "awa", "bal", "ban", "bar", "bas", "bax", "bbc", "bbj", "bej", "bem", "bew", "bez", "bfd", "bfq", "bgc",
    "bgn", "bho", "bik", "bin", "bjn", "bkm", "bla", "blo", "blt", "bpy", "bqi", "bra", "brh", "brx", "bss", "bua",
    "bug", "bum", "byn", "byv", "cad", "car", "cay", "cch", "ccp", "ceb", "cgg", "chb", "chg", "chk", "chm", "chn",
    "cho", "chp", "chr", "chy", "cic", "ckb", "clc", "cop", "cps", "crg", "crh", "crj", "crk", "crl", "crm", "crr",
    "crs", "csb", "csw", "dak", "dar", "dav", "del", "den", "dgr", "dhg", "din", "dje", "djr", "doi", "dsb", "dtp",
    "dua", "dum", "dyo", "dyu", "dzg", "ebu", "efi", "egl", "egy", "eka", "elx", "enm", "esu", "ewo", "ext", "fan",
    "fat", "fil", "fit", "fon", "frc", "frm", "fro", "frp", "frr", "frs", "fur", "gaa", "gag", "gan", "gay", "gba",
    "gbz", "gez", "gil", "glk", "gmh", "goh", "gon", "gor", "got", "grb", "grc", "gsw", "guc", "gup", "gur", "guz",
    "gwi", "hai", "hak", "haw", "hax", "hif", "hil", "hit", "hmn", "hnj", "hsb", "hsn", "hup", "hur", "iba", "ibb",
    "ikt", "ilo", "inh", "izh", "jam", "jbo", "jgo", "jmc", "jpr", "jrb", "jut", "kaa", "kab", "kac", "kaj", "kam",
    "kaw", "kbd", "kbl", "kcg", "kde", "kea", "ken", "kfo", "kgp", "kha", "kho", "khq", "khw", "kiu", "kkj", "kld",
    "kln", "kmb", "koi", "kok", "kos", "kpe", "krc", "kri", "krj", "krl", "kru", "ksb", "ksf", "ksh", "kum", "kut",
    "kwk", "kxv", "lad", "lag", "lah", "lam", "lez", "lfn", "lij", "lil", "liv", "lkt", "lmo", "lol", "lou", "loz",
    "lrc", "lsm", "ltg", "lua", "lui", "lun", "luo", "lus", "luy", "lzh", "lzz", "mad", "maf", "mag", "mai", "mak",
    "man", "mas", "mde", "mdf", "mdr", "men", "mer", "mfe", "mga", "mgh", "mgo", "mic", "min", "mnc", "mni", "moe",
    "moh", "mos", "mrj", "mua", "mus", "mwf", "mwl", "mwr", "mwv", "mye", "myv", "mzn", "nan", "nap", "naq", "nds",
    "new", "nia", "niu", "njo", "nmg", "nnh", "nog", "non", "nov", "nqo", "nso", "nus", "nwc", "nym", "nyn", "nyo",
    "nzi", "ojb", "ojc", "ojs", "ojw", "oka", "osa", "ota", "pag", "pal", "pam", "pap", "pau", "pcd", "pcm", "pdc",
    "pdt", "peo", "pfl", "phn", "pis", "pjt", "pms", "pnt", "pon", "pqm", "prg", "pro", "quc", "qug", "raj", "rap",
    "rar", "rgn", "rhg", "rif", "rof", "rom", "rop", "rtm", "rue", "rug", "rup", "rwk", "sad", "sah", "sam", "saq",
    "sas", "sat", "saz", "sba", "sbp", "scn", "sco", "sdc", "sdh", "see", "seh", "sei", "sel", "ses", "sga", "sgs",
    "shi", "shn", "shu", "sid", "slh", "sli", "sly", "sma", "smj", "smn", "sms", "snk", "sog", "srn", "srr", "ssy",
    "stq", "str", "suk", "sus", "sux", "swb", "syc", "syr", "szl", "tce", "tcs", "tcy", "tem", "teo", "ter", "tet",
    "tgx", "tht", "tig", "tiv", "tiw", "tkl", "tkr", "tlh", "tli", "tly", "tmh", "tog", "tok", "tpi", "tru", "trv",
    "trw", "tsd", "tsi", "ttm", "ttt", "tum", "tvl", "twq", "tyv", "tzm", "udm", "uga", "umb", "vai", "vec", "vep",
    "vls", "vmf", "vmw", "vot", "vro", "vun", "wae", "wal", "war", "was", "wbp", "wuu", "xal", "xmf", "xnr", "xog",
    "yao", "yap", "yav", "ybb", "yol", "yrl", "yue", "zap", "zbl", "zea", "zen", "zgh", "zun", "zza",
))  # fmt: skip
#: Codes of languages by the names that people write in their place.
BY_NAME = {
    "arabic": "ar", "auslan": "asf", "chinese": "zh-Hans", "dutch": "nl", "english": "en", "farsi": "fa",
    "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "indonesian": "id",
    "italian": "it", "japanese": "ja", "korean": "ko", "mandarin": "zh-Hans", "maori": "mi", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "punjabi": "pa", "russian": "ru", "samoan": "sm", "spanish": "es",
    "tagalog": "tl", "thai": "th", "tongan": "to", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi",
}  # fmt: skip
#: A language and a region, and between them a script: only the usual ones, since "our-team" names none.
_TAG = re.compile(
    r"([a-z]{2,3})(?:-(?:adlm|arab|armn|beng|cans|cyrl|deva|ethi|geor|grek|gujr|guru|hans|hant|hebr|jpan|khmr|knda|kore|"
    r"laoo|latn|mlym|mong|mymr|orya|sinh|syrc|taml|telu|tfng|thaa|thai|tibt))?(?:-(?:[a-z]{2}|\d{3}))?\Z"
)


def is_language(words: str) -> bool:
    """Return whether words in small letters may be the code of a language, with or without a script and a region.

    Any two letters may: a story's field takes them.
    """
    match = _TAG.match(words)
    return match is not None and (len(match[1]) == 2 or match[1] in _THREE_LETTERS)


def is_known_language(words: str) -> bool:
    """Return whether words in small letters are the code of a language that there is, which has two letters."""
    match = _TAG.match(words)
    return match is not None and match[1] in _TWO_LETTERS


#: Languages that are written from right to left, among those that the magazine may print.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})


def direction(lang: str) -> str:
    """Return ``rtl`` for a language written from right to left, else ``ltr``."""
    return "rtl" if lang.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


#: Where people speak a language that names no country, as Open Graph wants to know.
_COUNTRIES = {
    "ar": "AR", "en": "US", "el": "GR", "fa": "IR", "he": "IL", "hi": "IN", "ja": "JP", "ko": "KR", "uk": "UA",
    "vi": "VN", "zh": "CN", "zh-Hant": "TW",
}  # fmt: skip


def locale(lang: str) -> str:
    """Return a language as Open Graph writes it: en_AU for en-AU, ru_RU for ru, zh_TW for zh-Hant."""
    first, _, region = lang.partition("-")
    if len(region) == 2:
        return f"{first}_{region}"
    return f"{first}_{_COUNTRIES.get(lang) or _COUNTRIES.get(first) or first.upper()}"


def best(texts: Mapping[str, str], lang: str) -> tuple[str, str]:
    """Return the text for a language and the code that it stands under: the language's own, or that of a wider one.

    Both are empty where there is none: ``ar`` serves ar-EG, and nothing serves ru.
    """
    while lang:
        if lang in texts:
            return texts[lang], lang
        lang = lang.rpartition("-")[0]
    return "", ""
