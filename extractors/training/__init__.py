"""The recipe behind `extractors/models/ar`: from treebank, names, raw news and verb lexicon to a pipeline
folder."""
