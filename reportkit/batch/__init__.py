"""Many articles: what there is to do, who does it, what became of each.

Input:    files, folders, archives, lists, feeds, object stores; the settings of a run.
Output:   files that appear whole, one outcome for every input, reports of the run.
Lost:     nothing: what is passed over is listed with the reason, and a run that was cut off is taken up again.
Not here: what a briefing says or looks like (the stages), and options, environment and terminal (`cli`).

Files, stores and the clock are read here and in `cli`; everything below works on values. One call of `render` shares
sources, outputs and ledger with it.
"""
