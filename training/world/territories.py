"""Writes `territories.tsv`: the Wikidata id of each country and of many provinces, by ISO 3166 code.

Needs the package rigour 2.6.1 (MIT), which newswire itself does not; its compiled part alone has the table:
`pip install --no-deps --target DIR rigour==2.6.1 && python training/world/territories.py DIR`.
"""

import importlib.util
import json
import re
import sys
from pathlib import Path

WORLD = Path(__file__).resolve().parents[2] / "enrich" / "lexicon" / "world"
HEAD = """# Countries, territories and provinces: ISO 3166 code, id of Wikidata.
# Facts of rigour 2.6.1 (MIT, OpenSanctions), written by training/world/territories.py.
"""


def main() -> None:
    (core,) = (Path(sys.argv[1]) / "rigour").glob("_core*.so")
    spec = importlib.util.spec_from_file_location("rigour._core", core)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {}
    for line in module.territories_jsonl().splitlines():
        row = json.loads(line)
        code = row["code"].upper()
        if re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code) and re.fullmatch(r"Q\d+", row.get("qid") or ""):
            found[code] = row["qid"]
    rows = "".join(f"{code}\t{qid}\n" for code, qid in sorted(found.items()))
    (WORLD / "territories.tsv").write_text(HEAD + rows)


if __name__ == "__main__":
    main()
