"""Imports a file twice into a new Anki collection, as its import dialogue does, and prints what is there after each."""

import json
import sys
import tempfile

from anki.collection import Collection, ImportCsvRequest

paths = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(folder + "/collection.anki2")
    counts = []
    for path in paths:
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
        notes = collection.find_notes("")
        fields = {collection.get_note(note).guid: collection.get_note(note).fields for note in notes}
        counts.append({"notes": len(notes), "cards": collection.card_count(), "new": len(log.new), "updated": len(log.updated),
                       "decks": sorted(deck.name for deck in collection.decks.all_names_and_ids()), "fields": fields})
    collection.close()
json.dump(counts, sys.stdout, ensure_ascii=False)
