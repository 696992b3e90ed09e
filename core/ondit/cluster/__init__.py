"""Matching by many hands: blocks of sentences, compared by workers with the kernels of one process.

How it goes. Files are read apart from each other, large ones in pieces; articles are named as one reader of
all files names them, by tables on a disk, and dealt into blocks of a few ten thousand articles, in the order
of the files; with a window of days, of the same days. A row's number tells its place in the order of all ids,
so that what hangs on the order comes out as in one process. A task is the sentences of one block against the
index of another, or of itself, so that nothing is shuffled; the index is arrays in order of length, made once
on a worker and only read. As many sentences are looked up at a time as can have so many partners, and each
keeps its nearest. With a window only blocks of neighbouring days meet: work grows with the archive, without
one with its square.

What hangs on all sentences is counted first, in parts that workers sum: how many hold each stem (which
weighs it), how often each pair of words stands (which says by which of them runs are found), how short a
text is compared with each. Each wording counts once: it is counted where the first block has it.

Pairs of an article with another are all in one task; so crowds are thinned by each block looking at the pairs
of its own sentences, and the rest needs the two blocks only. Statements need the sentences that chains of
links join, and no others: the chains are found first, and each is clustered in one place, with the rule that
keeps statements from chaining.

Every task reads and writes files below the folder of the run, and tells no more than a few numbers: what the
scheduler and the client hold hangs on the number of tasks, not on what is in them. A file is there whole or
not at all, and what is done is written down, so that a run that was stopped goes on where it was.
"""
