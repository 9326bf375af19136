"""python3 python-eql.py QUERIES EVENTS: one PythonEngine with all queries, events one by one."""

import json
import sys

import eql


def main():
    queries_file, events_file = sys.argv[1:]
    with open(queries_file, encoding="utf-8") as source:
        queries = json.load(source)

    found = {}
    number = 0

    def record(output):
        found.setdefault(output.analytic_id, set()).add(number)

    engine = eql.PythonEngine()
    engine.add_output_hook(record)
    for entry in queries:
        metadata = {"id": entry["id"], "name": entry["id"]}
        analytic = eql.ast.EqlAnalytic(eql.parse_query(entry["query"]), metadata=metadata)
        engine.add_analytic(analytic)

    with open(events_file, encoding="utf-8") as lines:
        for line in lines:
            number += 1
            data = json.loads(line)
            categories = data.get("event", {}).get("category")
            # An event has one type here; one that is of several categories is shown once as each.
            for category in categories if isinstance(categories, list) else [categories]:
                engine.stream_event(eql.Event(category, 0, data))
    engine.finalize()

    for rule, events in found.items():
        print(json.dumps({"rule": rule, "events": sorted(events)}))


main()
